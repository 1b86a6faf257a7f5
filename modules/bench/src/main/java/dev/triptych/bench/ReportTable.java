package dev.triptych.bench;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** A report for a person. */
final class ReportTable {
    private static final String NOTHING = "–";

    private ReportTable() {}

    static void print(Report report, PrintWriter out) {
        for (Work.Kind kind : Work.Kind.values()) {
            List<Line> lines = report.lines().stream()
                    .filter(line -> line.entry().work().kind() == kind)
                    .toList();
            if (!lines.isEmpty()) {
                table(report, kind, lines).forEach(out::println);
                out.println();
            }
        }
        Conditions conditions = report.conditions();
        report.peaks()
                .forEach((precision, peak) -> out.println(row(
                        "peak",
                        String.format(
                                Locale.ROOT,
                                "%s %.0f GFLOP/s, matrix products of %d × %d in the same rounds",
                                precision.id(),
                                peak,
                                MatrixPeak.SIZE,
                                MatrixPeak.SIZE))));
        report.inputs().forEach(inputs -> out.println(row("inputs", inputs)));
        out.println(row(
                "machine",
                conditions.processor() + ", " + conditions.processors() + " processors, Java " + conditions.java()));
        out.println(row("how", conditions.threads() + " threads, " + conditions.rounds() + " rounds in turns"));
        if (conditions.busy()) {
            out.println(row(
                    "note",
                    String.format(
                            Locale.ROOT,
                            "others were at work (load %.1f): the figures are too low, only their proportions tell something",
                            conditions.load())));
        }
        report.leftOut().forEach(one -> out.println(row("left out", one.name() + ": " + one.why())));
    }

    static String row(String name, String value) {
        return String.format(Locale.ROOT, "%-9s %s", name, value);
    }

    private static List<String> table(Report report, Work.Kind kind, List<Line> lines) {
        boolean words = kind != Work.Kind.PICTURES;
        boolean vectors = kind != Work.Kind.STEPS;
        List<List<String>> cells = new ArrayList<>();
        cells.add(List.of(
                kind.id(),
                "precision",
                kind.id() + "/s best",
                "median",
                words ? "tokens/s" : "",
                "GFLOP/s",
                "of peak",
                vectors ? "cosine" : "",
                "model"));
        for (Line line : lines) {
            cells.add(List.of(
                    line.entry().name(),
                    line.entry().precision().id(),
                    rate(line.best()),
                    rate(line.median()),
                    words ? cell("%.0f", line.tokensPerSecond()) : "",
                    cell("%.1f", line.gigaflops()),
                    cell("%.0f %%", percent(report.share(line))),
                    vectors ? cell("%.4f", line.cosine()) : "",
                    line.entry().model()));
        }
        return aligned(cells);
    }

    private static OptionalDouble percent(OptionalDouble share) {
        return share.isPresent() ? OptionalDouble.of(100 * share.getAsDouble()) : share;
    }

    private static String rate(double perSecond) {
        return String.format(Locale.ROOT, perSecond < 10 ? "%.2f" : "%.1f", perSecond);
    }

    private static String cell(String format, OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, format, value.getAsDouble()) : NOTHING;
    }

    /** Words to the left, numbers to the right; a column without a word is left out. */
    static List<String> aligned(List<List<String>> rows) {
        int columns = rows.get(0).size();
        List<StringBuilder> lines = new ArrayList<>();
        rows.forEach(row -> lines.add(new StringBuilder()));
        for (int c = 0; c < columns; c++) {
            int column = c;
            int width = rows.stream()
                    .mapToInt(row -> row.get(column).length())
                    .max()
                    .orElse(0);
            boolean words = c < 2 || c == columns - 1;
            for (int r = 0; r < rows.size() && width > 0; r++) {
                String gap = c == 0 ? "" : "  ";
                lines.get(r)
                        .append(gap)
                        .append(String.format(
                                Locale.ROOT,
                                words ? "%-" + width + "s" : "%" + width + "s",
                                rows.get(r).get(c)));
            }
        }
        return lines.stream().map(line -> line.toString().stripTrailing()).toList();
    }
}
