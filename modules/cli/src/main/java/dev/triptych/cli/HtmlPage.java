package dev.triptych.cli;

import dev.triptych.index.Hit;
import dev.triptych.space.Modality;
import dev.triptych.space.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** One page that holds everything it shows: no script, no file beside it, nothing fetched. */
final class HtmlPage {
    private static final int SNIPPET = 320;

    private final StringBuilder html = new StringBuilder();

    HtmlPage(String title, String remark) {
        html.append(
                """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
                <title>%1$s</title>
                <style>
                %3$s</style>
                </head>
                <body>
                <h1>%1$s</h1>
                <p class="remark">%2$s</p>
                """
                        .formatted(escaped(title), escaped(remark), style()));
    }

    /** One question and what it found; {@code expected} says which hits are marked as right. */
    HtmlPage answer(String question, String remark, List<Hit> hits, Predicate<Hit> expected) {
        html.append("<section>\n<h2>").append(escaped(question)).append("</h2>\n");
        html.append("<p class=\"remark\">").append(escaped(remark)).append("</p>\n");
        return cards(hits, question, expected);
    }

    /** Hits without a heading; the words of the query choose what is shown of a long passage. */
    HtmlPage hits(List<Hit> hits, String query) {
        html.append("<section>\n");
        return cards(hits, query, hit -> false);
    }

    private HtmlPage cards(List<Hit> hits, String query, Predicate<Hit> expected) {
        html.append("<ol>\n");
        if (hits.isEmpty()) {
            html.append("<li class=\"none\"><div>Nothing found.</div></li>\n");
        }
        int rank = 0;
        for (Hit hit : hits) {
            card(hit, ++rank, query, expected.test(hit));
        }
        html.append("</ol>\n</section>\n");
        return this;
    }

    private static String style() {
        try (InputStream css = HtmlPage.class.getResourceAsStream("page.css")) {
            return css == null ? "" : new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void card(Hit hit, int rank, String question, boolean right) {
        Origin origin = hit.origin();
        Modality modality = hit.passage().modality();
        html.append(right ? "<li class=\"right\">" : "<li>");
        byte[] thumbnail = hit.passage().thumbnail();
        if (thumbnail.length > 0) {
            html.append("<img alt=\"")
                    .append(escaped(HitPrinter.place(origin)))
                    .append("\" src=\"data:image/jpeg;base64,")
                    .append(Base64.getEncoder().encodeToString(thumbnail))
                    .append("\">");
        }
        html.append("<div><div class=\"head\"><span>").append(rank).append("</span><span class=\"tag ");
        html.append(modality.id()).append("\">").append(modality.id()).append("</span>");
        html.append(right ? "<span title=\"the answer expected\">&#10003;</span>" : "");
        html.append("<span class=\"score\">")
                .append(HitPrinter.score(hit).toLowerCase(Locale.ROOT).strip())
                .append("</span></div>");
        html.append("<div class=\"origin\">")
                .append(escaped(HitPrinter.place(origin)))
                .append("</div>");
        String snippet = escaped(Snippet.of(hit.passage(), question, SNIPPET));
        if (!snippet.isBlank()) {
            String element = modality == Modality.CODE ? "pre" : "p";
            html.append('<').append(element).append(" class=\"snippet\">").append(snippet);
            html.append("</").append(element).append('>');
        }
        html.append("</div></li>\n");
    }

    void write(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(file, html + "</body>\n</html>\n");
    }

    static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(Character.isISOControl(c) && c != '\n' && c != '\t' ? ' ' : c);
            }
        }
        return safe.toString();
    }
}
