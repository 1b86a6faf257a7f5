package dev.triptych.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.triptych.index.Hit;
import dev.triptych.index.Part;
import dev.triptych.space.Origin;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Shows hits to a person, to a program that reads lines, and to one that reads JSON. */
final class HitPrinter {
    private static final int WIDE = 110;
    private static final int LINE = 200;

    private final Console console;
    private final boolean explain;

    HitPrinter(Console console) {
        this(console, false);
    }

    /** @param explain whether the parts of each score are shown */
    HitPrinter(Console console, boolean explain) {
        this.console = console;
        this.explain = explain;
    }

    /** Ranked and indented on a terminal, {@code path:line: words} otherwise. */
    void print(List<Hit> hits, String query) {
        if (console.terminal()) {
            pretty(hits, query);
        } else {
            lines(hits, query);
        }
        console.out().flush();
    }

    void pretty(List<Hit> hits, String query) {
        int rank = 0;
        for (Hit hit : hits) {
            Origin origin = hit.origin();
            String tag = hit.passage().modality().id();
            console.out()
                    .println(String.format(Locale.ROOT, "%3d  ", ++rank)
                            + console.styled("@|" + colour(tag) + " " + String.format(Locale.ROOT, "%-5s", tag) + "|@")
                            + "  " + score(hit) + "  " + console.styled("@|bold " + safe(place(origin)) + "|@")
                            + (origin.symbol().isBlank() ? "" : "  " + Console.oneLine(origin.symbol()))
                            + like(hit));
            String words = Snippet.of(hit.passage(), query, WIDE);
            if (!words.isBlank()) {
                console.out().println("                    " + words);
            }
            explain(hit, "                    ");
        }
    }

    private void lines(List<Hit> hits, String query) {
        for (Hit hit : hits) {
            console.out().println(place(hit.origin()) + ": " + Snippet.of(hit.passage(), query, LINE) + like(hit));
            explain(hit, "    ");
        }
    }

    private static String like(Hit hit) {
        return hit.like().isEmpty() ? "" : "  +" + hit.like().size() + " like it";
    }

    /** Each part of the score on a line of its own, and the places of its likes. */
    private void explain(Hit hit, String indent) {
        if (!explain) {
            return;
        }
        double sum = 0;
        for (Part part : hit.why().parts()) {
            sum += part.value();
            console.out().println(indent + part(part.name(), part.value()) + Console.oneLine(part.because()));
        }
        if (!hit.why().parts().isEmpty()) {
            console.out().println(indent + part("score", sum) + "among the hits of its kind");
        }
        hit.like().forEach(origin -> console.out().println(indent + "like it  " + place(origin)));
    }

    private static String part(String name, double value) {
        return String.format(Locale.ROOT, "%-8s %+6.2f  ", name, value);
    }

    static ObjectNode json(Hit hit, int rank, String query) {
        Origin origin = hit.origin();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("rank", rank);
        json.put("score", hit.score());
        json.put("modality", hit.passage().modality().id());
        json.put("location", origin.toString());
        json.put("path", origin.path());
        origin.embedded().forEach(json.putArray("embedded")::add);
        known(json, "page", origin.page(), 1);
        known(json, "first_line", origin.firstLine(), 1);
        known(json, "last_line", origin.lastLine(), 1);
        known(json, "first_char", origin.firstChar(), 0);
        known(json, "last_char", origin.lastChar(), 0);
        json.put("section", origin.section());
        json.put("symbol", origin.symbol());
        json.put("snippet", Snippet.of(hit.passage(), query, LINE));
        hit.like().forEach(other -> json.withArray("like").add(other.toString()));
        ObjectNode why = json.putObject("why");
        why.put("cosine", hit.why().cosine())
                .put("semantic_rank", hit.why().semanticRank())
                .put("bm25", hit.why().bm25())
                .put("words_rank", hit.why().wordsRank());
        ObjectNode parts = why.putObject("parts");
        for (Part part : hit.why().parts()) {
            parts.putObject(part.name()).put("value", part.value()).put("because", part.because());
        }
        return json;
    }

    /** A number that a person can compare between questions: the cosine, or BM25 where only words found the passage. */
    static String score(Hit hit) {
        return hit.why().semanticRank() > 0
                ? String.format(Locale.ROOT, "%6.3f", hit.why().cosine())
                : String.format(Locale.ROOT, "w%5.1f", hit.why().bm25());
    }

    /** What a person or an editor can follow; below the current folder without the way to it. */
    static String place(Origin origin) {
        String here = Path.of("").toAbsolutePath() + File.separator;
        String place = origin.toString();
        return Console.oneLine(place.startsWith(here) ? place.substring(here.length()) : place);
    }

    private static void known(ObjectNode json, String name, int value, int least) {
        if (value >= least) {
            json.put(name, value);
        }
    }

    private static String colour(String modality) {
        return switch (modality) {
            case "image" -> "magenta";
            case "code" -> "green";
            default -> "cyan";
        };
    }

    /** File names are no markup. */
    private static String safe(String text) {
        return text.replace("@|", "@ |").replace("|@", "| @");
    }
}
