package dev.triptych.space;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts inputs of one kind into the space. Implementations are thread-safe. */
public interface Encoder<I> extends AutoCloseable {

    /**
     * Embeds a list of inputs.
     *
     * @return unit vectors of {@link #width()} numbers in the order given; an empty list gives no vectors
     * @throws TriptychException if an input cannot be read; the message names it
     */
    Embeddings embed(List<? extends I> inputs);

    /** As {@link #embed}, for what is looked for and not what is found: some models were trained with a prompt for each. */
    default Embeddings embedQueries(List<? extends I> inputs) {
        return embed(inputs);
    }

    /** The kinds of content that can be embedded; others are refused. */
    default Set<Modality> modalities() {
        return Set.of(Modality.values());
    }

    /** Numbers per vector. */
    int width();

    /** How long texts may be; empty if they are never cut. */
    default Optional<TextLength> textLength() {
        return Optional.empty();
    }

    /** How much of the view of a piece of code is read; empty if it is never cut. */
    default Optional<TextLength> codeLength() {
        return Optional.empty();
    }

    /** Which model this is, to the bit. */
    Fingerprint fingerprint();

    /** Frees native memory; closing twice is harmless. */
    @Override
    void close();
}
