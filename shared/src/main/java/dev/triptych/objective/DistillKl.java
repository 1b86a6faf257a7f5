package dev.triptych.objective;

import ai.djl.ndarray.NDArray;

/**
 * Distillation of a ranking: the distribution over the positive and the hard negatives shall be the teacher's (Hinton et al. 2015;
 * sentence-transformers' DistillKLDivLoss), on dot products. Targets are the teacher's scores of the positive and of each hard negative.
 *
 * @param student temperature of the model's distribution; the loss is multiplied with its square
 * @param teacher temperature of the teacher's
 */
public record DistillKl(double student, double teacher) implements Objective {
    public DistillKl {
        Batch.check(student > 0 && Double.isFinite(student), "temperature", student, "a positive number");
        Batch.check(teacher > 0 && Double.isFinite(teacher), "temperature", teacher, "a positive number");
    }

    /** One temperature for both. */
    public DistillKl(double temperature) {
        this(temperature, temperature);
    }

    @Override
    public NDArray loss(Batch batch) {
        NDArray negatives = Contrast.negatives(batch, "KL distillation");
        NDArray targets = Contrast.targets(batch, "KL distillation", batch.negativesEach() + 1L);
        NDArray right = Contrast.rowProducts(batch.anchors(), batch.positives()).reshape(batch.size(), 1);
        NDArray scores = Contrast.beside(right, Contrast.ownProducts(batch, negatives));
        NDArray found = Contrast.times(scores, 1 / student).logSoftmax(1);
        NDArray wanted = Contrast.times(targets, 1 / teacher);
        NDArray divergence = wanted.logSoftmax(1).sub(found).mul(wanted.softmax(1));
        return Contrast.times(divergence.sum(), student * student / batch.size());
    }
}
