package dev.triptych.bench;

import ai.onnxruntime.OrtEnvironment;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2.AllMiniLmL6V2EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import dev.triptych.nn.Precision;
import dev.triptych.nn.WordTokenizer;
import java.util.List;
import java.util.stream.IntStream;

/** langchain4j's in-process model as its documentation uses it: {@code embedAll}. */
final class LangChain4jTexts implements Candidate {
    /** It cuts a text into parts of so many tokens and averages their vectors; nothing is left out. */
    private static final int PART = 510;

    private final EmbeddingModel model;
    private final Entry entry;
    private final List<TextSegment> segments;
    private List<Embedding> last = List.of();

    private LangChain4jTexts(EmbeddingModel model, Entry entry, List<String> texts) {
        this.model = model;
        this.entry = entry;
        this.segments = texts.stream().map(TextSegment::from).toList();
    }

    /** @param precision float32, or int8 for the weights that it publishes in eight bits */
    static Candidate open(MiniLm files, Precision precision, int threads, List<String> texts) {
        int processors = Runtime.getRuntime().availableProcessors();
        if (threads != processors) {
            throw new NotHereException("it always takes " + processors + " threads, one for each processor, not "
                    + threads + "; to measure it with fewer, start the command under taskset and leave --threads out");
        }
        int[] lengths;
        try (WordTokenizer tokenizer = WordTokenizer.open(files.folder(), PART + 2)) {
            lengths = texts.stream()
                    .flatMapToInt(text -> parts(tokenizer.count(text)))
                    .toArray();
        }
        String library = "langchain4j-embeddings " + MiniLm.version() + ", onnxruntime "
                + OrtEnvironment.getEnvironment().getVersion();
        return new LangChain4jTexts(
                precision == Precision.INT8
                        ? new AllMiniLmL6V2QuantizedEmbeddingModel()
                        : new AllMiniLmL6V2EmbeddingModel(),
                new Entry(
                        "langchain4j",
                        library,
                        precision,
                        MiniLm.NAME,
                        Work.texts(TransformerCost.MINI_LM_L6, texts.size(), lengths)),
                texts);
    }

    /** The lengths of a text's parts, each with two special tokens. */
    static IntStream parts(int tokens) {
        int whole = tokens / PART;
        int rest = tokens % PART;
        IntStream full = IntStream.range(0, whole).map(i -> PART + 2);
        return rest == 0 ? full : IntStream.concat(full, IntStream.of(rest + 2));
    }

    @Override
    public Entry entry() {
        return entry;
    }

    @Override
    public double turn() {
        long start = System.nanoTime();
        try {
            last = model.embedAll(segments).content();
        } catch (RuntimeException e) {
            throw new NotHereException("langchain4j failed: " + e.getMessage());
        }
        return (System.nanoTime() - start) / 1e9;
    }

    @Override
    public float[][] sample() {
        return last.stream().limit(SAMPLE).map(Embedding::vector).toArray(float[][]::new);
    }

    @Override
    public void close() {}
}
