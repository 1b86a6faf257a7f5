package dev.triptych.bench;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.triptych.nn.Kernels;
import dev.triptych.nn.LengthBuckets;
import dev.triptych.nn.Precision;
import dev.triptych.nn.Prepared;
import dev.triptych.nn.SequenceEncoder;
import dev.triptych.nn.Tower;
import dev.triptych.space.Content;
import dev.triptych.space.Picture;
import dev.triptych.space.Text;
import dev.triptych.text.TextTower;
import dev.triptych.vision.ImageTower;
import dev.triptych.vision.Preprocessing;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Ours: a tower up to its unit vectors, from the text or the encoded picture, without the heads that lead into the space. */
final class TowerCandidate implements Candidate {
    private final Entry entry;
    private final Tower tower;
    private final List<? extends Content> inputs;
    private float[][] sample = new float[0][];

    private TowerCandidate(Entry entry, Tower tower, List<? extends Content> inputs) {
        this.entry = entry;
        this.tower = tower;
        this.inputs = inputs;
    }

    /** The text tower computing in this precision. */
    static Candidate texts(TowerFolder folder, Precision precision, List<String> texts) {
        SequenceEncoder encoder = folder.openEncoder(precision);
        return new TowerCandidate(
                new Entry("triptych", library(), precision, folder.label(), work(encoder, texts)),
                new TextTower(encoder),
                texts.stream().map(Text::of).toList());
    }

    /** The image tower computing in this precision. */
    static Candidate pictures(TowerFolder folder, Precision precision, List<Path> pictures) {
        requireKnown(precision);
        return new TowerCandidate(
                new Entry("triptych", library(), precision, folder.label(), work(folder, pictures)),
                ImageTower.open(folder.path()),
                pictures.stream().map(Picture::of).toList());
    }

    /** What these texts cost in this tower. */
    static Work work(SequenceEncoder encoder, List<String> texts) {
        int[] lengths =
                encoder.tokenize(texts).stream().mapToInt(t -> t.ids().length).toArray();
        return Work.texts(cost(encoder), texts.size(), lengths);
    }

    static TransformerCost cost(SequenceEncoder encoder) {
        return TransformerCost.of(shapes(encoder.parameters()));
    }

    /** What these pictures cost in this tower. */
    static Work work(TowerFolder folder, List<Path> pictures) {
        try (Tower tower = ImageTower.open(folder.path())) {
            int side = Preprocessing.read(folder.path()).height();
            double flops = pictures.size() * MobileNetCost.flops(shapes(tower.parameters()), side);
            return new Work(Work.Kind.PICTURES, pictures.size(), 0, flops);
        }
    }

    private static void requireKnown(Precision precision) {
        if (precision != Precision.FLOAT32) {
            throw new NotHereException("the image towers of this version compute in float32 only");
        }
    }

    private static String library() {
        return "PyTorch " + Engine.getInstance().getVersion() + " through DJL " + Engine.getDjlVersion();
    }

    private static Map<String, Shape> shapes(Map<String, NDArray> parameters) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        parameters.forEach((name, array) -> shapes.put(name, array.getShape()));
        return shapes;
    }

    @Override
    public Entry entry() {
        return entry;
    }

    @Override
    public double turn() {
        long start = System.nanoTime();
        List<Prepared> prepared = tower.prepare(inputs);
        float[][] vectors = new float[inputs.size()][];
        for (List<Integer> batch : LengthBuckets.plan(prepared, tower.budget())) {
            try (NDManager scope = Kernels.get().newManager()) {
                float[] flat = tower.forward(
                                scope, batch.stream().map(prepared::get).toList(), false)
                        .toFloatArray();
                for (int j = 0; j < batch.size(); j++) {
                    vectors[batch.get(j)] = Arrays.copyOfRange(flat, j * tower.width(), (j + 1) * tower.width());
                }
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        sample = Arrays.copyOf(vectors, Math.min(SAMPLE, vectors.length));
        return seconds;
    }

    @Override
    public float[][] sample() {
        return sample;
    }

    @Override
    public void close() {
        tower.close();
    }
}
