package dev.triptych.bench;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2.AllMiniLmL6V2EmbeddingModel;
import dev.triptych.space.Code;
import dev.triptych.space.Content;
import dev.triptych.space.Embeddings;
import dev.triptych.space.Encoder;
import dev.triptych.space.Fingerprint;
import dev.triptych.space.Modality;
import dev.triptych.space.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** langchain4j's in-process model where one of ours is measured. Code is its source as text, as one would give it without thinking. */
final class LangChain4jEncoder implements Encoder<Content> {
    private static final int WIDTH = 384;

    private final EmbeddingModel model = new AllMiniLmL6V2EmbeddingModel();

    @Override
    public Embeddings embed(List<? extends Content> inputs) {
        List<TextSegment> segments = new ArrayList<>();
        for (Content input : inputs) {
            // It refuses blank texts; one of our data would end the measurement.
            String words = input instanceof Code code ? code.source() : ((Text) input).value();
            segments.add(TextSegment.from(words.isBlank() ? "." : words));
        }
        float[][] vectors = inputs.isEmpty()
                ? new float[0][]
                : model.embedAll(segments).content().stream()
                        .map(Embedding::vector)
                        .toArray(float[][]::new);
        return new Embeddings(vectors, new boolean[vectors.length]);
    }

    @Override
    public Set<Modality> modalities() {
        return Set.of(Modality.TEXT, Modality.CODE);
    }

    @Override
    public int width() {
        return WIDTH;
    }

    @Override
    public Fingerprint fingerprint() {
        return new Fingerprint(MiniLm.NAME, MiniLm.sha256());
    }

    @Override
    public void close() {}
}
