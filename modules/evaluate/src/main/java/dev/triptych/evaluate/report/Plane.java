package dev.triptych.evaluate.report;

import java.util.List;

/**
 * Vectors seen from where they are spread most: their two principal components, by orthogonal iteration (Golub and Van Loan, Matrix
 * Computations, 7.3.2).
 *
 * @param places {@code [vectors][2]}, around zero, the wider component first
 * @param share of the whole variance that the two show, 0 to 1
 */
record Plane(double[][] places, double share) {
    private static final int MOST = 500;
    private static final double SETTLED = 1e-12;

    /** @param vectors all of one width */
    static Plane of(List<float[]> vectors) {
        int n = vectors.size();
        int width = n == 0 ? 0 : vectors.get(0).length;
        double[][] rows = centred(vectors, n, width);
        double all = 0;
        for (double[] row : rows) {
            all += dot(row, row);
        }
        if (all == 0) {
            return new Plane(new double[n][2], 0);
        }
        double[] first = start(width, 1);
        double[] second = start(width, 2);
        double shown = 0;
        for (int i = 0; i < MOST; i++) {
            first = turned(rows, first);
            double a = unit(first);
            second = turned(rows, second);
            lessTheShare(second, first);
            double b = unit(second);
            boolean settled = Math.abs(a + b - shown) <= SETTLED * all;
            shown = a + b;
            if (settled && i > 1) {
                break;
            }
        }
        double[][] places = new double[n][];
        upright(first);
        upright(second);
        for (int i = 0; i < n; i++) {
            places[i] = new double[] {dot(rows[i], first), dot(rows[i], second)};
        }
        return new Plane(places, Math.min(1, shown / all));
    }

    private static double[][] centred(List<float[]> vectors, int n, int width) {
        double[] mean = new double[width];
        for (float[] vector : vectors) {
            for (int j = 0; j < width; j++) {
                mean[j] += (double) vector[j] / n;
            }
        }
        double[][] rows = new double[n][width];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < width; j++) {
                rows[i][j] = vectors.get(i)[j] - mean[j];
            }
        }
        return rows;
    }

    /** The same for everybody, and orthogonal to nothing that data are likely to be. */
    private static double[] start(int width, int which) {
        double[] direction = new double[width];
        for (int j = 0; j < width; j++) {
            direction[j] = Math.sin(which * (j + 1.0)) + 1e-3;
        }
        unit(direction);
        return direction;
    }

    /** The covariance, but for a factor, times a direction. */
    private static double[] turned(double[][] rows, double[] direction) {
        double[] turned = new double[direction.length];
        for (double[] row : rows) {
            double along = dot(row, direction);
            for (int j = 0; j < turned.length; j++) {
                turned[j] += along * row[j];
            }
        }
        return turned;
    }

    private static void lessTheShare(double[] vector, double[] direction) {
        double along = dot(vector, direction);
        for (int j = 0; j < vector.length; j++) {
            vector[j] -= along * direction[j];
        }
    }

    /** Brings it to length one; gives the length that it had. */
    private static double unit(double[] vector) {
        double length = Math.sqrt(dot(vector, vector));
        for (int j = 0; j < vector.length && length > 0; j++) {
            vector[j] /= length;
        }
        return length;
    }

    /** Of the two directions that are as good, the one whose largest number is positive. */
    private static void upright(double[] direction) {
        double largest = 0;
        for (double x : direction) {
            largest = Math.abs(x) > Math.abs(largest) ? x : largest;
        }
        for (int j = 0; j < direction.length && largest < 0; j++) {
            direction[j] = -direction[j];
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }
}
