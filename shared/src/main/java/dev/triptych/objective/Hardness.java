package dev.triptych.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * Hardness weighting: the cosine of a wrong candidate, times a strength, is added to its logit, without a gradient; so the harder it is, the
 * more it counts (Lan et al. 2025, LLaVE, equation 5; sentence-transformers' MultipleNegativesRankingLoss).
 *
 * @param inBatch strength for what belongs to other anchors; the paper's is 9
 * @param hard strength for an anchor's own hard negatives; the reference library's advice is 5
 */
public record Hardness(double inBatch, double hard) {
    public static final Hardness NONE = new Hardness(0, 0);

    public Hardness {
        Batch.check(inBatch >= 0 && Double.isFinite(inBatch), "hardness", inBatch, "a number from 0");
        Batch.check(hard >= 0 && Double.isFinite(hard), "hardness", hard, "a number from 0");
    }

    /** Logits {@code [batch, batch]} of anchors with positives; the true pair keeps its own. */
    NDArray pairs(NDArray logits, double scale) {
        return harder(logits, scale, 1, 0);
    }

    /** Logits {@code [batch, batch * n]} of anchors with hard negatives. */
    NDArray negatives(NDArray logits, double scale) {
        int each = (int) (logits.getShape().get(1) / logits.getShape().get(0));
        return harder(logits, scale, each, hard);
    }

    private NDArray harder(NDArray logits, double scale, int each, double own) {
        if (inBatch == 0 && own == 0) {
            return logits;
        }
        NDManager scope = logits.getManager();
        int rows = (int) logits.getShape().get(0);
        NDArray strengths = Contrast.times(Contrast.own(scope, rows, each), (own - inBatch) / scale)
                .add((float) (inBatch / scale));
        return logits.add(Detached.of(logits).mul(strengths));
    }
}
