package dev.triptych.bench;

import java.util.List;
import java.util.Locale;

/** A report as a picture (SVG): a bar for each line, as long as its best turn, with a stroke where the middle turn is. */
final class BarPlot {
    private static final int WIDTH = 920;
    private static final int LEFT = 290;
    private static final int RIGHT = 190;
    private static final int ROW = 34;
    private static final int BAR = 20;
    private static final int HEAD = 46;
    private static final String OURS = "#2b6cb0";
    private static final String OTHERS = "#a0aec0";

    private BarPlot() {}

    static String svg(Report report) {
        StringBuilder body = new StringBuilder();
        int y = 16;
        for (Work.Kind kind : Work.Kind.values()) {
            List<Line> lines = report.lines().stream()
                    .filter(line -> line.entry().work().kind() == kind)
                    .toList();
            if (!lines.isEmpty()) {
                y = group(report, kind, lines, body, y);
            }
        }
        Conditions conditions = report.conditions();
        body.append(text(
                20,
                y + 14,
                "small",
                "start",
                conditions.threads() + " threads, " + conditions.rounds() + " rounds in turns, "
                        + conditions.processor() + (conditions.busy() ? "; others were at work" : "")));
        int height = y + 32;
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" \
                font-family="sans-serif" font-size="14" fill="#1a202c">
                <style>.small { font-size: 12px; fill: #4a5568 } .head { font-weight: bold }</style>
                <rect width="100%%" height="100%%" fill="white"/>
                %s</svg>
                """
                .formatted(WIDTH, height, WIDTH, height, body);
    }

    private static int group(Report report, Work.Kind kind, List<Line> lines, StringBuilder body, int top) {
        double longest = lines.stream().mapToDouble(Line::best).max().orElse(1);
        body.append(text(20, top + 18, "head", "start", kind.id() + " per second"));
        body.append(text(
                LEFT,
                top + 18,
                "small",
                "start",
                "bar: best round; stroke: median; right: share of the matrix-product peak"));
        int y = top + HEAD;
        for (Line line : lines) {
            double scale = (WIDTH - LEFT - RIGHT) / longest;
            double best = line.best() * scale;
            double median = line.median() * scale;
            boolean ours = line.entry().name().equals("triptych");
            body.append(text(
                    LEFT - 12,
                    y + 15,
                    "",
                    "end",
                    line.entry().name() + " " + line.entry().precision().id()));
            body.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\" fill=\"%s\"/>%n",
                    LEFT,
                    y,
                    best,
                    BAR,
                    ours ? OURS : OTHERS));
            body.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%1$.1f\" x2=\"%1$.1f\" y1=\"%2$d\" y2=\"%3$d\" stroke=\"#1a202c\" stroke-width=\"2\"/>%n",
                    LEFT + median,
                    y - 2,
                    y + BAR + 2));
            String share = report.share(line).isPresent()
                    ? String.format(
                            Locale.ROOT, "  (%.0f %%)", 100 * report.share(line).getAsDouble())
                    : "";
            body.append(text(
                    (int) (LEFT + best + 10),
                    y + 15,
                    "",
                    "start",
                    String.format(Locale.ROOT, line.best() < 10 ? "%.1f" : "%.0f", line.best()) + share));
            y += ROW;
        }
        return y + 12;
    }

    private static String text(int x, int y, String style, String anchor, String words) {
        return String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" class=\"%s\" text-anchor=\"%s\">%s</text>%n",
                x,
                y,
                style,
                anchor,
                escaped(words));
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
