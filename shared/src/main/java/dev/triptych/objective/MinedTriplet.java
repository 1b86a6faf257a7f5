package dev.triptych.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.util.ArrayList;
import java.util.List;

/**
 * Triplets that are looked for in the batch itself: anchors and positives of one group belong together, all others do not (Hermans et al. 2017
 * and Schroff et al. 2015; sentence-transformers' BatchHardTripletLoss and its kin). Hard negatives join the others.
 *
 * @param margin the reference library's default is 5 with Euclidean distance; not used by {@link Mining#HARD_SOFT}
 */
public record MinedTriplet(Mining mining, Distance distance, double margin) implements Objective {
    /** Which triplets are looked for. */
    public enum Mining {
        /** For each row its furthest mate and its nearest stranger. */
        HARD,
        /** The same with {@code log(1 + exp(d+ - d-))} instead of a margin. */
        HARD_SOFT,
        /** For each row and each mate the nearest stranger that is further away than the mate; if there is none, the furthest. */
        SEMI_HARD
    }

    @Override
    public NDArray loss(Batch batch) {
        NDManager scope = batch.anchors().getManager();
        NDArray rows = NDArrays.concat(new NDList(batch.anchors(), batch.positives()));
        NDArray columns =
                batch.negatives().map(n -> NDArrays.concat(new NDList(rows, n))).orElse(rows);
        NDArray distances = distance.all(rows, columns);
        int hard = batch.size() * batch.negativesEach();
        NDArray mates = mates(scope, batch);
        NDArray others = mates.neg().add(1).sub(scope.eye(2 * batch.size()));
        NDArray strangers =
                hard == 0 ? others : Contrast.beside(others, scope.ones(new Shape(2L * batch.size(), hard)));
        NDArray matesOrNone =
                hard == 0 ? mates : Contrast.beside(mates, scope.zeros(new Shape(2L * batch.size(), hard)));
        if (mining == Mining.SEMI_HARD) {
            return semiHard(scope, distances, mates, strangers);
        }
        NDArray furthest = distances.mul(matesOrNone).max(new int[] {1});
        NDArray nearest = distances.sub(strangers.log()).min(new int[] {1});
        NDArray difference = furthest.sub(nearest);
        NDArray losses = mining == Mining.HARD
                ? Activation.relu(difference.add((float) margin))
                : Activation.softPlus(difference);
        return losses.mean();
    }

    /** {@code [2 batch, 2 batch]}: 1 where two rows belong together and are not the same. */
    private static NDArray mates(NDManager scope, Batch batch) {
        NDArray eye = scope.eye(batch.size());
        // exp(bias) is 0 for another pair of the same group and 1 for all others, the pair itself among them.
        NDArray same = batch.leftOut()
                .pairs()
                .map(bias -> bias.exp().mul(eye.neg().add(1)).neg().add(1))
                .orElse(eye);
        return same.tile(new long[] {2, 2}).sub(scope.eye(2 * batch.size()));
    }

    private NDArray semiHard(NDManager scope, NDArray distances, NDArray mates, NDArray strangers) {
        int n = (int) distances.getShape().get(0);
        int columns = (int) distances.getShape().get(1);
        float[] together = mates.toFloatArray();
        List<long[]> found = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                if (together[i * n + j] > 0) {
                    found.add(new long[] {i, j});
                }
            }
        }
        long[] row = new long[found.size()];
        long[] mate = new long[found.size()];
        for (int t = 0; t < row.length; t++) {
            row[t] = found.get(t)[0];
            mate[t] = found.get(t)[0] * columns + found.get(t)[1];
        }
        NDArray which = scope.create(row).oneHot(n);
        NDArray from = which.matMul(distances);
        NDArray strange = which.matMul(strangers);
        NDArray toMate = distances
                .reshape((long) n * columns)
                .gather(scope.create(mate), 0)
                .reshape(row.length, 1);

        NDArray further = strange.gt(0).logicalAnd(from.gt(toMate));
        NDArray infinity = scope.full(from.getShape(), Float.POSITIVE_INFINITY);
        NDArray outside = NDArrays.where(further, from, infinity).min(new int[] {1});
        NDArray least = from.min(new int[] {1}, true);
        NDArray inside =
                from.sub(least).mul(strange).max(new int[] {1}, true).add(least).reshape(row.length);
        NDArray chosen = NDArrays.where(outside.isInfinite(), inside, outside);
        return Activation.relu(toMate.reshape(row.length).sub(chosen).add((float) margin))
                .mean();
    }
}
