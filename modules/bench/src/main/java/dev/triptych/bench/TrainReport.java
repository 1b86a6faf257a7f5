package dev.triptych.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a training bench found.
 *
 * @param report steps per second of everybody
 * @param losses of every step, those before the timed ones included, by name; ours first
 * @param peakBytes of each process; 0 where the system does not say
 * @param memory turn by turn
 */
record TrainReport(
        TrainPlan plan,
        Report report,
        Map<String, List<Double>> losses,
        Map<String, Long> peakBytes,
        List<Memory> memory) {
    /** The steps in which they are compared whatever comes later: the same weights, batches and rates leave no room yet. */
    static final int FIRST = 10;

    private static final int MOST_ROWS = 12;
    private static final double MEGA = 1 << 20;

    /** What each process held when so many steps were done. */
    record Memory(int steps, Map<String, Long> residentBytes) {}

    /** The largest difference of losses from ours in the steps before {@code end}. */
    double apart(String other, int end) {
        List<Double> ours = losses.values().iterator().next();
        List<Double> theirs = Objects.requireNonNull(losses.get(other));
        double most = 0;
        for (int step = 0; step < end; step++) {
            // A NaN stays one.
            most = Math.max(most, Math.abs(ours.get(step) - theirs.get(step)));
        }
        return most;
    }

    /** Everybody but us. */
    List<String> others() {
        return losses.keySet().stream().skip(1).toList();
    }

    /** Whether all that took part trained the same model as we did, as the first steps show. */
    boolean same() {
        return others().stream().allMatch(other -> apart(other, first()) <= plan.same());
    }

    private int first() {
        return Math.min(FIRST, plan.total());
    }

    void print(PrintWriter out) {
        ReportTable.print(report, out);
        String names = String.join(", ", losses.keySet());
        out.println(ReportTable.row("losses", "of " + names + ", by step"));
        for (int step : shown(plan.total())) {
            out.println(ReportTable.row(
                    "  " + step,
                    losses.values().stream()
                            .map(all -> String.format(Locale.ROOT, "%10.6f", all.get(step)))
                            .collect(Collectors.joining("  "))));
        }
        for (String other : others()) {
            out.println(ReportTable.row(
                    "apart",
                    String.format(
                            Locale.ROOT,
                            "%s: %.1e in the first %d steps%s, %.1e in all %d",
                            other,
                            apart(other, first()),
                            first(),
                            apart(other, first()) <= plan.same() ? "" : " (NOT the same training: speed tells nothing)",
                            apart(other, plan.total()),
                            plan.total())));
        }
        peakBytes.forEach((name, bytes) -> out.println(ReportTable.row(
                "memory", name + ": " + (bytes == 0 ? "not known on this system" : megabytes(bytes) + " at most"))));
        out.println(ReportTable.row("resident", "in MB, of " + names + ", after so many steps"));
        for (int i : shown(memory.size())) {
            Memory row = memory.get(i);
            out.println(ReportTable.row(
                    "  " + row.steps(),
                    losses.keySet().stream()
                            .map(name -> String.format(
                                    Locale.ROOT,
                                    "%8.0f",
                                    Optional.ofNullable(row.residentBytes().get(name))
                                                    .orElse(0L)
                                            / MEGA))
                            .collect(Collectors.joining("  "))));
        }
        out.println(ReportTable.row(
                "precision",
                plan.bfloat()
                        ? "bfloat16 in the layers, PyTorch's under autocast; scores, loss, weights and gradients in float32"
                        : "float32"));
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.0f MB", bytes / MEGA);
    }

    /** At most a dozen places, the first and the last among them. */
    private static List<Integer> shown(int count) {
        List<Integer> places = new ArrayList<>();
        int rows = Math.min(count, MOST_ROWS);
        for (int i = 0; i < rows; i++) {
            places.add(rows == 1 ? 0 : (int) ((long) (count - 1) * i / (rows - 1)));
        }
        return places;
    }

    ObjectNode json() {
        ObjectNode json = ReportJson.of(report);
        json.put("steps", plan.steps());
        json.put("untimed_steps", TrainPlan.UNTIMED);
        json.put("pairs", plan.pairs());
        json.put("tokens", plan.tokens());
        json.put("rate", plan.rate());
        json.put("collected", plan.collect());
        json.put("same_training", same());
        ObjectNode all = json.putObject("losses");
        losses.forEach((name, numbers) -> numbers.forEach(all.withArray(name)::add));
        ObjectNode apart = json.putObject("largest_difference");
        others().forEach(other -> apart.put(other, apart(other, plan.total())));
        ObjectNode peaks = json.putObject("peak_bytes");
        peakBytes.forEach(peaks::put);
        ArrayNode rows = json.putArray("resident");
        memory.forEach(row -> {
            ObjectNode at = rows.addObject().put("steps", row.steps());
            losses.keySet().forEach(name -> at.put(name, row.residentBytes().get(name)));
        });
        return json;
    }
}
