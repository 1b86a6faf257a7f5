package dev.triptych.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may follow the pooling in a sentence-transformers folder: {@code [batch, in]} to {@code [batch, out]}. */
sealed interface SentenceModule permits Dense, LayerNorm, Normalize {
    String KNOWN = "Dense, LayerNorm, Normalize or Dropout behind the Pooling";

    /** Where its configuration and weights lie. */
    Path folder();

    /** Its weights by their published names; none for a module that only computes. */
    Parameters parameters();

    /** Numbers per vector behind it. */
    int width();

    NDArray forward(NDArray x, boolean train);

    /**
     * Opens the modules that change vectors; Dropout does not.
     *
     * @param model the model's folder, for errors
     * @param width numbers per vector in front of the first
     */
    static List<SentenceModule> open(Path model, List<PublishedModule> modules, NDManager manager, int width) {
        List<SentenceModule> opened = new ArrayList<>();
        int w = width;
        for (PublishedModule module : modules) {
            SentenceModule next = open(model, module, manager, w);
            if (next != null) {
                opened.add(next);
                w = next.width();
            }
        }
        return opened;
    }

    private static @Nullable SentenceModule open(Path model, PublishedModule module, NDManager manager, int width) {
        return switch (module.type()) {
            case "Dense" -> Dense.open(module.folder(), manager, width);
            case "LayerNorm" -> LayerNorm.open(module.folder(), manager, width);
            case "Normalize" -> new Normalize(module.folder(), new Parameters(manager), width);
            case "Dropout" -> null;
            default -> throw module.unknown(model, KNOWN);
        };
    }
}
