package dev.triptych.evaluate.report;

import dev.triptych.evaluate.Interval;
import dev.triptych.evaluate.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A report as text: tasks down, models across, an asterisk at the best of each row, intervals in brackets. */
final class ReportTable {
    static final String NOTHING = "–";

    private ReportTable() {}

    static List<String> lines(SuiteReport report) {
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("task", "figure"));
        head.addAll(report.models());
        rows.add(head);
        for (SuiteTask task : report.suite().tasks()) {
            List<String> row = new ArrayList<>(List.of(task.name(), task.headline()));
            for (String model : report.models()) {
                row.add(cell(report, task, model));
            }
            rows.add(row);
        }
        List<String> lines = new ArrayList<>(aligned(rows));
        lines.add("");
        report.fingerprints().forEach((name, fingerprint) -> lines.add("model  " + name + "  " + fingerprint));
        report.blanks().forEach(line -> lines.add("blank  " + line));
        return lines;
    }

    private static String cell(SuiteReport report, SuiteTask task, String model) {
        Optional<Result> result = report.result(task, model);
        if (result.isEmpty()) {
            return NOTHING;
        }
        return figure(result.get().metrics().getOrDefault(task.headline(), Double.NaN))
                + (report.best(task, model) ? "*" : " ")
                + interval(result.get(), task.headline());
    }

    /** {@code  [.84, .86]} behind a blank, or nothing. */
    static String interval(Result result, String metric) {
        Interval interval = result.intervals().get(metric);
        return interval == null ? "" : " [" + figure(interval.low()) + ", " + figure(interval.high()) + "]";
    }

    /** Three decimals, without the nought before the point. */
    static String figure(double value) {
        String figure = String.format(Locale.ROOT, "%.3f", value);
        return figure.startsWith("0.")
                ? figure.substring(1)
                : figure.startsWith("-0.") ? "-" + figure.substring(2) : figure;
    }

    private static List<String> aligned(List<List<String>> rows) {
        List<StringBuilder> lines = new ArrayList<>();
        rows.forEach(row -> lines.add(new StringBuilder()));
        for (int c = 0; c < rows.get(0).size(); c++) {
            int column = c;
            int width = rows.stream()
                    .mapToInt(row -> row.get(column).length())
                    .max()
                    .orElse(0);
            for (int r = 0; r < rows.size(); r++) {
                String cell = rows.get(r).get(c);
                lines.get(r).append(c == 0 ? "" : "  ").append(cell).append(" ".repeat(width - cell.length()));
            }
        }
        return lines.stream().map(line -> line.toString().stripTrailing()).toList();
    }
}
