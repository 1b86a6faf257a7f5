package dev.triptych.evaluate.report;

import java.util.List;

/** Recall at 1 to 100, a line for each model; ranks on a logarithmic axis, because the first ones are what matters. */
final class PlotCurves {
    static final double WIDTH = 320;
    static final double HEIGHT = 190;
    static final double LEFT = 30;
    static final double RIGHT = 12;
    static final double TOP = 8;
    static final double BOTTOM = 22;
    private static final int[] RANKS = {1, 2, 5, 10, 20, 50, 100};
    private static final int LINES = 4;

    private PlotCurves() {}

    /** @param curves for each model the recall at 1, 2, 3, …; empty where it has none */
    static String svg(String says, List<double[]> curves) {
        PlotSvg svg = new PlotSvg(WIDTH, HEIGHT, says);
        int longest = curves.stream().mapToInt(c -> c.length).max().orElse(0);
        for (int i = 0; i <= LINES; i++) {
            double value = (double) i / LINES;
            svg.line("grid", LEFT, y(value), WIDTH - RIGHT, y(value));
            svg.text("tick end", LEFT - 5, y(value) + 3, PlotSvg.number(value));
        }
        for (int rank : RANKS) {
            if (rank <= longest) {
                svg.text("tick middle", x(rank, longest), HEIGHT - 7, String.valueOf(rank));
            }
        }
        for (int m = 0; m < curves.size(); m++) {
            StringBuilder strokes = new StringBuilder();
            double[] curve = curves.get(m);
            for (int k = 1; k <= curve.length; k++) {
                strokes.append(k == 1 ? 'M' : 'L').append(PlotSvg.point(x(k, longest), y(curve[k - 1])));
            }
            if (curve.length > 0) {
                svg.path("curve " + PlotSvg.model(m), strokes.toString());
            }
        }
        return svg.end();
    }

    static double x(int rank, int longest) {
        return LEFT + (WIDTH - LEFT - RIGHT) * Math.log(rank) / Math.log(Math.max(2, longest));
    }

    static double y(double value) {
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value;
    }
}
