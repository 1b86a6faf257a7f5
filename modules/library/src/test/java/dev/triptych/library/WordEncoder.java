package dev.triptych.library;

import dev.triptych.space.Code;
import dev.triptych.space.Content;
import dev.triptych.space.Embeddings;
import dev.triptych.space.Encoder;
import dev.triptych.space.Fingerprint;
import dev.triptych.space.Picture;
import dev.triptych.space.Text;
import dev.triptych.space.TriptychException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * A space for tests: every word has a direction of its own, and a picture of one colour means the name of the colour. It reads
 * thirty words, and refuses black pictures.
 */
final class WordEncoder implements Encoder<Content> {
    private static final int LIMIT = 30;

    private final String name;
    private final List<String> seen = new ArrayList<>();
    private int failAfter = Integer.MAX_VALUE;

    WordEncoder() {
        this("words");
    }

    WordEncoder(String name) {
        this.name = name;
    }

    /** From now on everything goes wrong after so many inputs. */
    void failAfter(int inputs) {
        failAfter = inputs;
    }

    /** What was embedded since the last question. */
    List<String> seen() {
        List<String> s = List.copyOf(seen);
        seen.clear();
        return s;
    }

    @Override
    public Embeddings embed(List<? extends Content> inputs) {
        float[][] vectors = new float[inputs.size()][];
        boolean[] truncated = new boolean[inputs.size()];
        for (int i = 0; i < vectors.length; i++) {
            if (failAfter-- <= 0) {
                throw new IllegalStateException("the engine is gone");
            }
            List<String> words = words(meaning(inputs.get(i)));
            truncated[i] = words.size() > LIMIT;
            vectors[i] = vector(words.subList(0, Math.min(LIMIT, words.size())));
            seen.add(String.join(" ", words));
        }
        return new Embeddings(vectors, truncated);
    }

    private static List<String> words(String s) {
        List<String> words = new ArrayList<>();
        for (String w : s.replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT)
                .split("[^\\p{L}]+", -1)) {
            if (!w.isEmpty()) {
                words.add(w);
            }
        }
        return words;
    }

    private static String meaning(Content content) {
        if (content instanceof Text t) {
            return t.value();
        }
        if (content instanceof Code c) {
            return c.source();
        }
        Picture picture = (Picture) content;
        try {
            BufferedImage image =
                    ImageIO.read(new ByteArrayInputStream(picture.source().read()));
            int rgb = image.getRGB(image.getWidth() / 2, image.getHeight() / 2) & 0xffffff;
            return switch (rgb) {
                case 0xff0000 -> "red";
                case 0x0000ff -> "blue";
                case 0 -> throw new TriptychException("picture " + picture.name() + ": nothing can be seen");
                default -> "colour";
            };
        } catch (IOException e) {
            throw new TriptychException("picture " + picture.name() + ": " + e.getMessage(), e);
        }
    }

    private float[] vector(List<String> words) {
        double[] sum = new double[width()];
        sum[0] = 1e-3;
        for (String w : words) {
            Random random = new Random(w.hashCode());
            for (int i = 0; i < sum.length; i++) {
                sum[i] += random.nextGaussian();
            }
        }
        double squares = 0;
        for (double x : sum) {
            squares += x * x;
        }
        float[] v = new float[sum.length];
        for (int i = 0; i < v.length; i++) {
            v[i] = (float) (sum[i] / Math.sqrt(squares));
        }
        return v;
    }

    @Override
    public int width() {
        return 64;
    }

    @Override
    public Fingerprint fingerprint() {
        return new Fingerprint(name, Integer.toHexString(name.hashCode()).repeat(8));
    }

    @Override
    public void close() {}
}
