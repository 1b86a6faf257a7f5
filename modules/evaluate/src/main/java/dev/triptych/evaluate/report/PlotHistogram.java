package dev.triptych.evaluate.report;

/** How similar right pairs and wrong pairs are: two shapes of equal area, the less they overlap the better. */
final class PlotHistogram {
    /** Of the cosine, from -1 to 1. */
    static final int BINS = 100;

    static final double WIDTH = 320;
    static final double HEIGHT = 120;
    private static final double SIDE = 10;
    private static final double BOTTOM = 20;
    private static final double TOP = 6;

    private PlotHistogram() {}

    /** Counts similarities from -1 to 1 in {@link #BINS} bins of equal width; what is no number is not counted. */
    static int[] counts(float[] similarities) {
        int[] counts = new int[BINS];
        for (float similarity : similarities) {
            if (Float.isFinite(similarity)) {
                int bin = (int) Math.floor((similarity + 1.0) / 2 * BINS);
                counts[Math.max(0, Math.min(BINS - 1, bin))]++;
            }
        }
        return counts;
    }

    /** The first and the last bin that holds anything in any of these. */
    static int[] range(Iterable<int[]> all) {
        int first = BINS;
        int last = -1;
        for (int[] counts : all) {
            for (int bin = 0; bin < counts.length; bin++) {
                if (counts[bin] > 0) {
                    first = Math.min(first, bin);
                    last = Math.max(last, bin);
                }
            }
        }
        return last < 0 ? new int[] {0, BINS - 1} : new int[] {first, last};
    }

    /** @param range the bins to show, so that several models can be compared */
    static String svg(String says, int[] right, int[] wrong, int[] range) {
        PlotSvg svg = new PlotSvg(WIDTH, HEIGHT, says);
        double most = Math.max(most(right), most(wrong));
        shape(svg, "wrong", wrong, range, most);
        shape(svg, "right", right, range, most);
        svg.line("axis", SIDE, HEIGHT - BOTTOM, WIDTH - SIDE, HEIGHT - BOTTOM);
        int step = range[1] - range[0] > 50 ? 25 : range[1] - range[0] > 20 ? 10 : 5;
        for (int edge = 0; edge <= BINS; edge += step) {
            if (edge >= range[0] && edge <= range[1] + 1) {
                svg.text("tick middle", x(edge, range), HEIGHT - 6, PlotSvg.number(2.0 * edge / BINS - 1));
            }
        }
        return svg.end();
    }

    private static void shape(PlotSvg svg, String style, int[] counts, int[] range, double most) {
        double all = sum(counts);
        if (all == 0) {
            return;
        }
        StringBuilder strokes = new StringBuilder("M").append(PlotSvg.point(x(range[0], range), HEIGHT - BOTTOM));
        for (int bin = range[0]; bin <= range[1]; bin++) {
            double y = HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * counts[bin] / all / most;
            strokes.append('L').append(PlotSvg.point(x(bin, range), y));
            strokes.append('L').append(PlotSvg.point(x(bin + 1, range), y));
        }
        strokes.append('L')
                .append(PlotSvg.point(x(range[1] + 1, range), HEIGHT - BOTTOM))
                .append('Z');
        svg.path("shape " + style, strokes.toString());
    }

    private static double x(int edge, int[] range) {
        return SIDE + (WIDTH - 2 * SIDE) * (edge - range[0]) / (range[1] + 1 - range[0]);
    }

    private static double most(int[] counts) {
        double most = 0;
        for (int count : counts) {
            most = Math.max(most, count);
        }
        return most / Math.max(1, sum(counts));
    }

    private static double sum(int[] counts) {
        double sum = 0;
        for (int count : counts) {
            sum += count;
        }
        return sum;
    }
}
