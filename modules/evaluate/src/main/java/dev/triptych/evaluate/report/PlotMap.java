package dev.triptych.evaluate.report;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;

/** The space from above: a dot for each item, coloured and shaped by what it is, and pictures as themselves where there is room. */
final class PlotMap {
    static final double SIZE = 320;
    static final double EDGE = 16;
    static final double PICTURE = 22;
    private static final double DOT = 2.2;

    private PlotMap() {}

    /**
     * One item.
     *
     * @param x in the plane of all items, whatever its unit
     * @param modality {@code text}, {@code image} or {@code code}
     * @param picture its path, or nothing
     */
    record Spot(double x, double y, String modality, String label, String picture) {}

    /**
     * Both axes have one scale, and the longer one fills the plot.
     *
     * @param pictures identifiers of those that the page holds, by path
     */
    static String svg(String says, List<Spot> spots, Map<String, String> pictures) {
        DoubleSummaryStatistics xs = spots.stream().mapToDouble(Spot::x).summaryStatistics();
        DoubleSummaryStatistics ys = spots.stream().mapToDouble(Spot::y).summaryStatistics();
        double reach = Math.max(xs.getMax() - xs.getMin(), ys.getMax() - ys.getMin());
        double scale = reach > 0 ? (SIZE - 2 * EDGE) / reach : 0;
        PlotSvg svg = new PlotSvg(
                scale * (xs.getMax() - xs.getMin()) + 2 * EDGE, scale * (ys.getMax() - ys.getMin()) + 2 * EDGE, says);
        List<double[]> taken = new ArrayList<>();
        StringBuilder later = new StringBuilder();
        for (Spot spot : spots) {
            double x = EDGE + scale * (spot.x() - xs.getMin());
            double y = EDGE + scale * (ys.getMax() - spot.y());
            String id = pictures.getOrDefault(spot.picture(), "");
            if (!id.isEmpty() && taken.stream().noneMatch(t -> near(t, x, y))) {
                taken.add(new double[] {x, y});
                later.append(PlotSvg.pictureOf(id, x, y, PICTURE, spot.label()));
            } else {
                svg.dot("dot " + spot.modality(), x, y, DOT, spot.label());
            }
        }
        // Pictures above the dots: they are what one looks for.
        return svg.append(later.toString()).end();
    }

    private static boolean near(double[] taken, double x, double y) {
        return Math.abs(taken[0] - x) < PICTURE && Math.abs(taken[1] - y) < PICTURE;
    }
}
