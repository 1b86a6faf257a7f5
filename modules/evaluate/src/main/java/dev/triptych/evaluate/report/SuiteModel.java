package dev.triptych.evaluate.report;

import dev.triptych.space.Content;
import dev.triptych.space.Embeddings;
import dev.triptych.space.Encoder;
import dev.triptych.space.Fingerprint;
import dev.triptych.space.Modality;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A column of the table.
 *
 * @param name heads the column
 * @param open loads it, when it is its turn
 * @param byWords whether it ranks by words alone
 */
public record SuiteModel(String name, Supplier<Encoder<Content>> open, boolean byWords) {
    public SuiteModel(String name, Supplier<Encoder<Content>> open) {
        this(name, open, false);
    }

    /** BM25 in a model's place. */
    public static SuiteModel words() {
        return new SuiteModel("words", Words::new, true);
    }

    /** Has no vectors; the tasks do not ask it for any. */
    private static final class Words implements Encoder<Content> {
        @Override
        public Embeddings embed(List<? extends Content> inputs) {
            throw new IllegalStateException("words have no vectors");
        }

        @Override
        public Set<Modality> modalities() {
            return Set.of();
        }

        @Override
        public int width() {
            return 0;
        }

        @Override
        public Fingerprint fingerprint() {
            return new Fingerprint("BM25", "words");
        }

        @Override
        public void close() {}
    }
}
