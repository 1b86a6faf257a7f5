package dev.triptych.cli;

import static dev.triptych.evaluate.report.Page.escaped;

import dev.triptych.evaluate.report.Page;
import dev.triptych.index.Hit;
import dev.triptych.space.Modality;
import dev.triptych.space.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Hits on a page. */
final class HtmlPage {
    private static final int SNIPPET = 320;

    private final Page page;
    private final StringBuilder html = new StringBuilder();

    HtmlPage(String title, String remark) {
        page = new Page(title, remark, Page.style(HtmlPage.class, "page.css"));
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
        page.append(html.toString()).write(file);
    }
}
