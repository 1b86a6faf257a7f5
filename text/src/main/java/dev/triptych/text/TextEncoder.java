package dev.triptych.text;

import dev.triptych.checkpoint.FolderDigest;
import dev.triptych.nn.LengthBuckets;
import dev.triptych.nn.Prepared;
import dev.triptych.nn.Prompt;
import dev.triptych.nn.SequenceEncoder;
import dev.triptych.nn.StaticEmbedding;
import dev.triptych.space.Embeddings;
import dev.triptych.space.Encoder;
import dev.triptych.space.Fingerprint;
import dev.triptych.space.Modality;
import dev.triptych.space.Text;
import dev.triptych.space.TextLength;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Texts to unit vectors by a model that others published: a sentence-transformers, Hugging Face or model2vec folder as it is. Its
 * vectors are the model's own and not of the common space.
 */
public final class TextEncoder implements Encoder<Text> {
    private final Path folder;
    private final SequenceEncoder.Options options;
    private final Network network;

    /** What the two kinds of models have in common. */
    private interface Network extends AutoCloseable {
        Embeddings embed(List<String> texts);

        int width();

        TextLength length();

        /** The same behind another prompt. */
        Network with(Prompt prompt);

        @Override
        void close();
    }

    private TextEncoder(Path folder, SequenceEncoder.Options options) {
        this.folder = folder;
        this.options = options;
        network = StaticEmbedding.isIn(folder, options.prompt())
                ? new Table(StaticEmbedding.open(folder, options))
                : new Transformer(SequenceEncoder.open(folder, options));
    }

    private TextEncoder(TextEncoder other, SequenceEncoder.Options options) {
        folder = other.folder;
        this.options = options;
        network = other.network.with(options.prompt());
    }

    /** Opens a folder of any of the kinds. */
    public static TextEncoder open(Path folder, SequenceEncoder.Options options) {
        return new TextEncoder(folder, options);
    }

    /**
     * The same model behind another prompt. The weights are these as long as the folder has no others for texts of that kind, so close
     * this one last.
     */
    public TextEncoder withPrompt(Prompt prompt) {
        SequenceEncoder.Options others = options.withPrompt(prompt);
        return SequenceEncoder.together(folder, options.prompt(), prompt)
                ? new TextEncoder(this, others)
                : new TextEncoder(folder, others);
    }

    @Override
    public Set<Modality> modalities() {
        return Set.of(Modality.TEXT);
    }

    @Override
    public Embeddings embed(List<? extends Text> inputs) {
        return network.embed(inputs.stream().map(Text::value).toList());
    }

    @Override
    public int width() {
        return network.width();
    }

    @Override
    public Optional<TextLength> textLength() {
        return Optional.of(network.length());
    }

    @Override
    public Fingerprint fingerprint() {
        return new Fingerprint(
                String.valueOf(folder.toAbsolutePath().normalize().getFileName()),
                FolderDigest.of(folder, options.toString()));
    }

    @Override
    public void close() {
        network.close();
    }

    private record Table(StaticEmbedding embedding) implements Network {
        @Override
        public Embeddings embed(List<String> texts) {
            return embedding.embed(texts);
        }

        @Override
        public int width() {
            return embedding.width();
        }

        @Override
        public TextLength length() {
            return embedding.length();
        }

        @Override
        public Network with(Prompt prompt) {
            return new Table(embedding.withPrompt(prompt));
        }

        @Override
        public void close() {
            embedding.close();
        }
    }

    private record Transformer(SequenceEncoder encoder) implements Network {
        @Override
        public Embeddings embed(List<String> texts) {
            List<Prepared.Tokens> tokens = encoder.tokenize(texts);
            float[][] vectors = LengthBuckets.vectors(
                    tokens,
                    LengthBuckets.TOKENS,
                    (scope, batch) -> encoder.forward(
                            scope, batch.stream().map(p -> (Prepared.Tokens) p).toList(), false));
            boolean[] truncated = new boolean[vectors.length];
            for (int i = 0; i < truncated.length; i++) {
                truncated[i] = tokens.get(i).truncated();
            }
            return new Embeddings(vectors, truncated);
        }

        @Override
        public int width() {
            return encoder.width();
        }

        @Override
        public TextLength length() {
            return encoder.length();
        }

        @Override
        public Network with(Prompt prompt) {
            return new Transformer(encoder.withPrompt(prompt));
        }

        @Override
        public void close() {
            encoder.close();
        }
    }
}
