package dev.triptych.model;

import dev.triptych.checkpoint.DType;
import dev.triptych.checkpoint.SafeTensors;
import dev.triptych.checkpoint.Tensor;
import dev.triptych.checkpoint.Weights;
import dev.triptych.nn.ClipFolder;
import dev.triptych.nn.LengthBuckets;
import dev.triptych.nn.Tower;
import dev.triptych.space.Content;
import dev.triptych.space.Picture;
import dev.triptych.space.Similarity;
import dev.triptych.space.Text;
import dev.triptych.space.TriptychException;
import dev.triptych.text.ClipTextTower;
import dev.triptych.vision.ImageTower;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Both sides of a published CLIP, SigLIP or open_clip folder, without any training of ours: texts and pictures to unit vectors of one
 * space, and the logits that the model was trained with. Thread-safe.
 */
public final class DualEncoder implements AutoCloseable {
    private final ClipFolder folder;
    private final List<Tensor> logits;
    private final double scale;
    private final double bias;
    private final ImageTower image;
    private final ClipTextTower text;

    private DualEncoder(Path path) {
        folder = ClipFolder.open(path);
        if (folder.sides() != ClipFolder.Sides.BOTH) {
            throw new TriptychException(
                    folder.path() + ": sides",
                    "one alone",
                    "a text and an image side",
                    "use a whole published folder, or open the side as a tower");
        }
        Weights weights = folder.weights();
        logits = new ArrayList<>();
        scale = Math.exp(single(weights, "logit_scale"));
        // SigLIP cannot be without it, and the others have none.
        bias = folder.kind() == ClipFolder.Kind.SIGLIP || weights.has("logit_bias") ? single(weights, "logit_bias") : 0;
        image = ImageTower.open(path);
        try {
            text = ClipTextTower.open(path, 0);
        } catch (RuntimeException e) {
            image.close();
            throw e;
        }
    }

    private double single(Weights weights, String name) {
        Tensor tensor = weights.require(name);
        float[] values = weights.floats(name);
        if (values.length != 1) {
            throw new TriptychException(
                    weights + ", weight " + name, values.length + " numbers", "one", "use a whole published folder");
        }
        logits.add(new Tensor(name, tensor.dtype(), tensor.shape(), tensor.data()));
        return values[0];
    }

    /**
     * Opens a folder.
     *
     * @throws TriptychException if it is of another kind, or weights are missing, odd or unknown
     */
    public static DualEncoder open(Path folder) {
        return new DualEncoder(folder);
    }

    /** Numbers per vector. */
    public int width() {
        return image.width();
    }

    /** What the cosine of a picture and a text is multiplied with in {@link #logits}. */
    public double scale() {
        return scale;
    }

    /** What is added to the logits; 0 for all but SigLIP. */
    public double bias() {
        return bias;
    }

    /** Unit vectors of texts, in order. */
    public float[][] embedTexts(List<Text> texts) {
        return embed(text, texts);
    }

    /** Unit vectors of pictures, in order. */
    public float[][] embedPictures(List<Picture> pictures) {
        return embed(image, pictures);
    }

    private static float[][] embed(Tower tower, List<? extends Content> contents) {
        return LengthBuckets.vectors(
                tower.prepare(contents), tower.budget(), (scope, batch) -> tower.forward(scope, batch, false));
    }

    /**
     * How well texts go with pictures: {@code scale · cosine + bias}. CLIP takes the softmax over the texts of a picture, SigLIP the
     * sigmoid of each number.
     *
     * @param pictures unit vectors
     * @param texts unit vectors
     * @return {@code [pictures, texts]}
     */
    public double[][] logits(float[][] pictures, float[][] texts) {
        double[][] all = new double[pictures.length][texts.length];
        for (int i = 0; i < pictures.length; i++) {
            for (int j = 0; j < texts.length; j++) {
                all[i][j] = scale * Similarity.cosine(pictures[i], texts[j]) + bias;
            }
        }
        return all;
    }

    /** Writes the folder in the format in which it was read, with the present weights. */
    public void save(Path target, DType dtype) throws IOException {
        Files.createDirectories(target);
        folder.copyText(target);
        folder.copyVision(target);
        List<Tensor> tensors = new ArrayList<>(logits);
        for (Tower tower : List.of(text, image)) {
            tower.parameters()
                    .forEach((name, array) -> tensors.add(Tensor.of(
                            name, array.toFloatArray(), array.getShape().getShape())));
        }
        SafeTensors.write(target.resolve(folder.weightsFile()), tensors, dtype, Map.of("format", "pt"));
    }

    @Override
    public void close() {
        text.close();
        image.close();
    }
}
