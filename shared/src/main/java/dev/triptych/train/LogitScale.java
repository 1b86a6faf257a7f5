package dev.triptych.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import dev.triptych.objective.Clip;

/** The learned logarithm of a logit scale. */
final class LogitScale {
    private LogitScale() {}

    /** Puts it back into [0, log 100] after an update, as open_clip does. */
    static void clamp(NDManager manager, NDArray logScale) {
        float now = logScale.getFloat();
        float kept = (float) Clip.clamped(now);
        if (kept != now) {
            try (NDManager brief = manager.newSubManager()) {
                boolean before = JniUtils.isGradMode();
                JniUtils.setGradMode(false);
                brief.full(new Shape(), kept).copyTo(logScale);
                JniUtils.setGradMode(before);
            }
        }
    }
}
