package dev.triptych.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.triptych.index.Hit;
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

    HitPrinter(Console console) {
        this.console = console;
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
                            + (origin.symbol().isBlank() ? "" : "  " + Console.oneLine(origin.symbol())));
            String words = Snippet.of(hit.passage(), query, WIDE);
            if (!words.isBlank()) {
                console.out().println("                    " + words);
            }
        }
    }

    private void lines(List<Hit> hits, String query) {
        for (Hit hit : hits) {
            console.out().println(place(hit.origin()) + ": " + Snippet.of(hit.passage(), query, LINE));
        }
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
        json.putObject("why")
                .put("cosine", hit.why().cosine())
                .put("semantic_rank", hit.why().semanticRank())
                .put("bm25", hit.why().bm25())
                .put("words_rank", hit.why().wordsRank());
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
