package dev.triptych.evaluate.report;

import java.util.List;
import java.util.Map;

/** Bars that lie: a group for each language (or whatever the groups are), in it a bar for each model, with a stroke from low to high. */
final class PlotBars {
    static final double WIDTH = 300;
    static final double BAR = 10;
    private static final double GAP = 8;
    private static final double VALUE = 34;
    private static final double LETTER = 6.2;

    private PlotBars() {}

    /**
     * What is measured, with its interval.
     *
     * @param low equal to the value if there is no interval
     * @param high as low
     */
    record Bar(double value, double low, double high) {}

    /** @param bars by model; the same models in every group of a plot */
    record Group(String label, Map<Integer, Bar> bars) {}

    /** @param most the value at the right end */
    static String svg(String says, List<Group> groups, double most) {
        int models = groups.get(0).bars().size();
        double pace = models * BAR + GAP;
        double left = 4
                + LETTER
                        * groups.stream()
                                .mapToInt(g -> g.label().length())
                                .max()
                                .orElse(0);
        double scale = (WIDTH - left - VALUE) / most;
        PlotSvg svg = new PlotSvg(WIDTH, groups.size() * pace, says);
        for (int g = 0; g < groups.size(); g++) {
            Group group = groups.get(g);
            double top = g * pace + GAP / 2;
            svg.text("label end", left - 5, top + models * BAR / 2 + 3.5, group.label());
            double y = top;
            for (Map.Entry<Integer, Bar> one : group.bars().entrySet()) {
                Bar bar = one.getValue();
                double end = left + scale * Math.max(0, bar.value());
                svg.rect(PlotSvg.model(one.getKey()), left, y + 1, end - left, BAR - 2);
                if (bar.high() > bar.low()) {
                    double low = left + scale * Math.max(0, bar.low());
                    double high = left + scale * Math.max(0, bar.high());
                    svg.line("whisker", low, y + BAR / 2, high, y + BAR / 2);
                    end = Math.max(end, high);
                }
                svg.text("value", end + 3, y + BAR / 2 + 3, ReportTable.figure(bar.value()));
                y += BAR;
            }
        }
        return svg.end();
    }
}
