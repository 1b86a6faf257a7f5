package dev.triptych.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.triptych.nn.Precision;
import dev.triptych.nn.Prepared;
import dev.triptych.nn.WordTokenizer;
import dev.triptych.space.TriptychException;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** onnxruntime as somebody would use it who wants speed: batches of 32 sorted by length, mean pooling in Java. */
final class OnnxTexts implements Candidate {
    /** That of sentence-transformers. */
    private static final int BATCH = 32;

    private static final int RANK_OF_STATES = 3;

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final WordTokenizer tokenizer;
    private final List<String> texts;
    private final Entry entry;
    private float[][] vectors = new float[0][];

    /**
     * Opens a session.
     *
     * @param tokenizer closed together with this
     * @param cost of the model in the file
     */
    OnnxTexts(Path file, String model, WordTokenizer tokenizer, TransformerCost cost, int threads, List<String> texts) {
        this.texts = texts;
        this.tokenizer = tokenizer;
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            session = environment.createSession(file.toString(), options);
        } catch (OrtException e) {
            tokenizer.close();
            throw new TriptychException(
                    file.toString(),
                    "something that onnxruntime refuses (" + e.getMessage() + ")",
                    "the ONNX file of a text model",
                    "export it again, or leave --onnx out");
        }
        int[] lengths =
                tokenizer.encode(texts).stream().mapToInt(t -> t.ids().length).toArray();
        entry = new Entry(
                "onnxruntime",
                "onnxruntime " + environment.getVersion() + " (Java)",
                Precision.FLOAT32,
                model,
                Work.texts(cost, texts.size(), lengths));
    }

    @Override
    public Entry entry() {
        return entry;
    }

    @Override
    public double turn() {
        long start = System.nanoTime();
        List<Prepared.Tokens> tokens = tokenizer.encode(texts);
        List<Integer> order = IntStream.range(0, tokens.size())
                .boxed()
                .sorted(Comparator.comparingInt(i -> -tokens.get(i).ids().length))
                .toList();
        float[][] all = new float[texts.size()][];
        try {
            for (int from = 0; from < order.size(); from += BATCH) {
                List<Integer> batch = order.subList(from, Math.min(order.size(), from + BATCH));
                run(batch, batch.stream().map(tokens::get).toList(), all);
            }
        } catch (OrtException e) {
            throw new NotHereException("onnxruntime failed: " + e.getMessage());
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        vectors = all;
        return seconds;
    }

    private void run(List<Integer> batch, List<Prepared.Tokens> tokens, float[][] all) throws OrtException {
        int longest = tokens.get(0).ids().length;
        long[] ids = new long[batch.size() * longest];
        long[] mask = new long[ids.length];
        for (int i = 0; i < batch.size(); i++) {
            int[] row = tokens.get(i).ids();
            for (int j = 0; j < row.length; j++) {
                ids[i * longest + j] = row[j];
                mask[i * longest + j] = 1;
            }
        }
        long[] shape = {batch.size(), longest};
        Map<String, OnnxTensor> inputs = new HashMap<>();
        try {
            for (String name : session.getInputNames()) {
                long[] values =
                        name.equals("input_ids") ? ids : name.equals("attention_mask") ? mask : new long[ids.length];
                inputs.put(name, OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape));
            }
            try (OrtSession.Result result = session.run(inputs)) {
                OnnxTensor output = (OnnxTensor) result.get(0);
                long[] size = output.getInfo().getShape();
                float[] flat = new float[output.getFloatBuffer().remaining()];
                output.getFloatBuffer().get(flat);
                int width = (int) size[size.length - 1];
                for (int i = 0; i < batch.size(); i++) {
                    all[batch.get(i)] = size.length == RANK_OF_STATES
                            ? mean(flat, i * longest * width, tokens.get(i).ids().length, width)
                            : unit(Arrays.copyOfRange(flat, i * width, (i + 1) * width));
                }
            }
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private static float[] mean(float[] states, int at, int tokens, int width) {
        float[] sum = new float[width];
        for (int t = 0; t < tokens; t++) {
            for (int k = 0; k < width; k++) {
                sum[k] += states[at + t * width + k];
            }
        }
        return unit(sum);
    }

    private static float[] unit(float[] vector) {
        double square = 0;
        for (float x : vector) {
            square += (double) x * x;
        }
        float scale = (float) (1 / Math.max(Math.sqrt(square), 1e-12));
        for (int k = 0; k < vector.length; k++) {
            vector[k] *= scale;
        }
        return vector;
    }

    @Override
    public float[][] sample() {
        return Arrays.copyOf(vectors, Math.min(SAMPLE, vectors.length));
    }

    @Override
    public void close() {
        tokenizer.close();
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
