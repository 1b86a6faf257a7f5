package dev.triptych.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.triptych.checkpoint.DType;
import dev.triptych.space.Content;
import dev.triptych.space.Modality;
import dev.triptych.space.TextLength;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The encoder of one modality, up to but not including the adapter to the space. */
public interface Tower extends AutoCloseable {
    Modality modality();

    /** Numbers per tower vector. */
    int width();

    /** Whether its vectors are those of the space already, so that neither adapter nor projection follows. */
    default boolean inSpace() {
        return false;
    }

    /** How many units of {@link Prepared#cost()} make a batch that keeps the processor busy without wasting memory. */
    int budget();

    /** How long texts may be; empty for towers that read no words. */
    default Optional<TextLength> textLength() {
        return Optional.empty();
    }

    /** Tokenizes or decodes; thread-safe, does not touch the engine. */
    List<Prepared> prepare(List<? extends Content> contents);

    /**
     * A digest of all that {@link #prepare} makes its answer of, where it can be had without preparing; otherwise the answer itself is
     * digested by whoever needs to know inputs again.
     */
    default Optional<byte[]> digest(Content content) {
        return Optional.empty();
    }

    /** As {@link #prepare}, varied at random for training where that makes sense. */
    default List<Prepared> augment(
            List<? extends Content> contents, Augmentation augmentation, RandomGenerator random) {
        return prepare(contents);
    }

    /**
     * Runs the network.
     *
     * @param scope owns the inputs and the result, and has to stay open until the backward pass is over
     * @param train whether gradients are to flow
     * @return unit vectors {@code [batch, width]}
     */
    NDArray forward(NDManager scope, List<Prepared> batch, boolean train);

    /** Weights by the names of the published format; those that are borrowed from another tower are the same arrays. */
    Map<String, NDArray> parameters();

    /** The transformer's layers; empty for networks of another kind. */
    default Optional<LayerStack> layers() {
        return Optional.empty();
    }

    /** Writes the folder that loads again as this tower, without the weights that it borrows. */
    void save(Path folder, DType dtype) throws IOException;

    @Override
    void close();
}
