package dev.triptych.evaluate;

import java.util.Arrays;

/**
 * Multinomial logistic regression with an intercept, as scikit-learn's {@code LogisticRegression(C=1)}: the sum of the cross entropies
 * plus half the squared weights, the intercept left free, minimised by L-BFGS (Liu and Nocedal 1989). No randomness.
 */
final class LogisticRegression {
    private static final int MOST_STEPS = 300;
    private static final int REMEMBERED = 10;
    private static final double SMALL_GRADIENT = 1e-4;
    /** Sufficient decrease of Armijo's rule. */
    private static final double DECREASE = 1e-4;

    private final int classes;
    private final int width;
    /** {@code [classes][width + 1]} in a row; the intercept last. */
    private final double[] weights;

    private LogisticRegression(int classes, int width) {
        this.classes = classes;
        this.width = width;
        this.weights = new double[classes * (width + 1)];
    }

    /**
     * Trains.
     *
     * @param inputs {@code [items][width]}
     * @param labels {@code [items]} classes from 0
     * @param classes how many there are
     */
    static LogisticRegression train(float[][] inputs, int[] labels, int classes) {
        LogisticRegression model = new LogisticRegression(classes, inputs[0].length);
        // With two classes scikit-learn has one vector of weights, not two that mirror each other: half of what it adds
        // up to.
        double penalty = classes == 2 ? 2 : 1;
        model.minimise(inputs, labels, penalty);
        return model;
    }

    /** {@code [classes]} logits. */
    double[] scores(float[] input) {
        return scores(weights, input);
    }

    int predict(float[] input) {
        double[] scores = scores(input);
        int best = 0;
        for (int c = 1; c < classes; c++) {
            best = scores[c] > scores[best] ? c : best;
        }
        return best;
    }

    private double[] scores(double[] at, float[] input) {
        double[] scores = new double[classes];
        for (int c = 0; c < classes; c++) {
            int row = c * (width + 1);
            double sum = at[row + width];
            for (int i = 0; i < width; i++) {
                sum += at[row + i] * input[i];
            }
            scores[c] = sum;
        }
        return scores;
    }

    /** The loss at a place; its gradient goes into {@code gradient}. */
    private double loss(double[] at, float[][] inputs, int[] labels, double penalty, double[] gradient) {
        Arrays.fill(gradient, 0);
        double loss = 0;
        for (int n = 0; n < inputs.length; n++) {
            double[] scores = scores(at, inputs[n]);
            double most = Arrays.stream(scores).max().orElse(0);
            double sum = 0;
            for (double score : scores) {
                sum += Math.exp(score - most);
            }
            loss += most + Math.log(sum) - scores[labels[n]];
            for (int c = 0; c < classes; c++) {
                double error = Math.exp(scores[c] - most) / sum - (c == labels[n] ? 1 : 0);
                int row = c * (width + 1);
                for (int i = 0; i < width; i++) {
                    gradient[row + i] += error * inputs[n][i];
                }
                gradient[row + width] += error;
            }
        }
        for (int w = 0; w < at.length; w++) {
            if (w % (width + 1) != width) {
                loss += penalty * at[w] * at[w] / 2;
                gradient[w] += penalty * at[w];
            }
        }
        return loss;
    }

    private void minimise(float[][] inputs, int[] labels, double penalty) {
        int size = weights.length;
        double[] gradient = new double[size];
        double loss = loss(weights, inputs, labels, penalty, gradient);
        double[][] moves = new double[REMEMBERED][];
        double[][] turns = new double[REMEMBERED][];
        int remembered = 0;
        double[] next = new double[size];
        double[] nextGradient = new double[size];
        for (int step = 0; step < MOST_STEPS && largest(gradient) > SMALL_GRADIENT; step++) {
            double[] direction = direction(gradient, moves, turns, remembered);
            double slope = dot(direction, gradient);
            double length = remembered == 0 ? 1 / Math.max(1, Math.sqrt(dot(gradient, gradient))) : 1;
            double reached;
            while (true) {
                for (int w = 0; w < size; w++) {
                    next[w] = weights[w] + length * direction[w];
                }
                reached = loss(next, inputs, labels, penalty, nextGradient);
                if (reached <= loss + DECREASE * length * slope) {
                    break;
                }
                length /= 2;
                if (length < 1e-12) {
                    return;
                }
            }
            double[] move = new double[size];
            double[] turn = new double[size];
            for (int w = 0; w < size; w++) {
                move[w] = next[w] - weights[w];
                turn[w] = nextGradient[w] - gradient[w];
            }
            moves[remembered % REMEMBERED] = move;
            turns[remembered % REMEMBERED] = turn;
            remembered++;
            System.arraycopy(next, 0, weights, 0, size);
            System.arraycopy(nextGradient, 0, gradient, 0, size);
            loss = reached;
        }
    }

    /** Against the gradient, bent by what the last moves told of the curvature: the two loops of L-BFGS. */
    private static double[] direction(double[] gradient, double[][] moves, double[][] turns, int remembered) {
        double[] direction = new double[gradient.length];
        for (int w = 0; w < direction.length; w++) {
            direction[w] = -gradient[w];
        }
        int known = Math.min(remembered, REMEMBERED);
        double[] shares = new double[known];
        for (int k = 0; k < known; k++) {
            int at = Math.floorMod(remembered - 1 - k, REMEMBERED);
            shares[k] = dot(moves[at], direction) / dot(moves[at], turns[at]);
            add(direction, -shares[k], turns[at]);
        }
        if (known > 0) {
            int last = Math.floorMod(remembered - 1, REMEMBERED);
            double scale = dot(moves[last], turns[last]) / dot(turns[last], turns[last]);
            for (int w = 0; w < direction.length; w++) {
                direction[w] *= scale;
            }
        }
        for (int k = known - 1; k >= 0; k--) {
            int at = Math.floorMod(remembered - 1 - k, REMEMBERED);
            add(direction, shares[k] - dot(turns[at], direction) / dot(moves[at], turns[at]), moves[at]);
        }
        return direction;
    }

    private static void add(double[] to, double share, double[] what) {
        for (int i = 0; i < to.length; i++) {
            to[i] += share * what[i];
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
