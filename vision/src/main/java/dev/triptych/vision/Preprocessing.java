package dev.triptych.vision;

import dev.triptych.nn.Augmentation;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What a picture goes through before an image tower sees it: resize, centre crop, rescale, normalise, as transformers'
 * image processors do it.
 *
 * @param resize first step
 * @param width of what the tower gets; the middle of the resized picture, with black around it if that is smaller
 * @param height of what the tower gets
 * @param filter of the resize
 * @param rescaleFactor what a grey level 0 to 255 is multiplied with
 * @param mean for red, green and blue, subtracted after rescaling
 * @param std for red, green and blue, divided by after subtracting
 * @param pillow whether pictures are resized and cut as torchvision does it with Pillow's, and not as it does it with tensors: open_clip
 *     does the first, transformers the second
 */
public record Preprocessing(
        Resize resize,
        int width,
        int height,
        ResampleFilter filter,
        double rescaleFactor,
        List<Double> mean,
        List<Double> std,
        boolean pillow) {

    /** As transformers does it. */
    public Preprocessing(
            Resize resize,
            int width,
            int height,
            ResampleFilter filter,
            double rescaleFactor,
            List<Double> mean,
            List<Double> std) {
        this(resize, width, height, filter, rescaleFactor, mean, std, false);
    }

    public Preprocessing {
        mean = List.copyOf(mean);
        std = List.copyOf(std);
        if (width < 1 || height < 1 || mean.size() != 3 || std.size() != 3 || std.contains(0.0)) {
            throw new IllegalArgumentException(width + " x " + height + ", mean " + mean + ", std " + std);
        }
    }

    /**
     * Reads {@code preprocessor_config.json} of a Hugging Face folder.
     *
     * @throws dev.triptych.space.TriptychException if it is not there or says something else than it may; names file and field
     */
    public static Preprocessing read(Path folder) {
        return PreprocessorConfig.read(folder.resolve("preprocessor_config.json"));
    }

    /** The tower's input: {@code [3, height, width]}, flat. */
    public float[] apply(Pixels picture) {
        return normalized(middle(picture));
    }

    private Pixels middle(Pixels picture) {
        int[] size = resize.sizeOf(picture);
        int wide = Math.min(size[0], width);
        int tall = Math.min(size[1], height);
        Area middle = new Area(begin(size[0] - width), begin(size[1] - height), wide, tall);
        return Resampler.resize(picture, Area.of(picture), size[0], size[1], middle, filter, arithmetic());
    }

    private Resampler.Arithmetic arithmetic() {
        return pillow ? Resampler.Arithmetic.PILLOW : Resampler.Arithmetic.TORCHVISION;
    }

    /** Where the middle begins if so many pixels are too many: torchvision rounds half to even, transformers down. */
    private int begin(int surplus) {
        return Math.max(0, pillow ? (int) Math.rint(surplus / 2.0) : surplus / 2);
    }

    /**
     * The tower's input of a picture that is varied at random, for training: torchvision's RandomResizedCrop with proportions from 3:4 to
     * 4:3, then mirrored in one case out of two, then {@link ColourJitter}; each as far as {@code how} asks for it.
     *
     * @return {@code [3, height, width]}, flat
     */
    public float[] augment(Pixels picture, Augmentation how, RandomGenerator random) {
        Pixels part = how.crops() ? randomPart(picture, how, random) : middle(picture);
        if (how.flip() && random.nextBoolean()) {
            part = Orientation.apply(part, Orientation.MIRRORED);
        }
        return normalized(
                how.colour() == 0
                        ? part
                        : ColourJitter.draw(how.colour(), random).of(part));
    }

    private Pixels randomPart(Pixels picture, Augmentation how, RandomGenerator random) {
        Area part = RandomCrop.draw(picture.width(), picture.height(), how.smallest(), how.largest(), random);
        return Resampler.resize(picture, part, width, height, new Area(0, 0, width, height), filter, arithmetic());
    }

    /** Grey levels to floats and interleaved to planes; black where the picture is smaller than the tower's input. */
    private float[] normalized(Pixels part) {
        int plane = width * height;
        float[] values = new float[3 * plane];
        // An odd pixel goes to the right and the bottom, as transformers' torchvision processors have it.
        int left = (width - part.width()) / 2;
        int top = (height - part.height()) / 2;
        boolean padded = part.width() < width || part.height() < height;
        byte[] rgb = part.rgb();
        float[] levels = new float[256];
        for (int c = 0; c < 3; c++) {
            for (int level = 0; level < 256; level++) {
                levels[level] = (float) ((level * rescaleFactor - mean.get(c)) / std.get(c));
            }
            if (padded) Arrays.fill(values, c * plane, (c + 1) * plane, levels[0]);
            for (int y = 0; y < part.height(); y++) {
                int out = c * plane + (top + y) * width + left;
                int in = 3 * y * part.width() + c;
                for (int x = 0; x < part.width(); x++, in += 3) values[out + x] = levels[rgb[in] & 0xFF];
            }
        }
        return values;
    }
}
