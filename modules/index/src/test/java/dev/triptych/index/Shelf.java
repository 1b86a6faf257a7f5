package dev.triptych.index;

import dev.triptych.space.Code;
import dev.triptych.space.Fingerprint;
import dev.triptych.space.Origin;
import dev.triptych.space.Passage;
import dev.triptych.space.Picture;
import dev.triptych.space.Text;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** What the tests put into an index. */
final class Shelf {
    static final Fingerprint MODEL = new Fingerprint("first-light", "ab".repeat(32));
    static final Fingerprint OTHER = new Fingerprint("second-light", "cd".repeat(32));
    static final int WIDTH = 8;

    private Shelf() {}

    static PassageIndex open(Path dir) {
        return PassageIndex.open(dir, MODEL, WIDTH);
    }

    static PassageIndex readOnly(Path dir) {
        return PassageIndex.readOnly(dir, MODEL, WIDTH);
    }

    static Passage text(String path, String words) {
        return Passage.of(Text.of(words), Origin.file(path), words);
    }

    static Passage code(String path, String source) {
        return Passage.of(Code.java(source), Origin.file(path), source);
    }

    static Passage picture(String path, String words) {
        return Passage.of(Picture.of(Path.of(path)), Origin.file(path), words);
    }

    /** One passage in a file of its own. */
    static void add(PassageIndex index, Passage p, float... vector) {
        index.replace(p.origin().path(), "hash", List.of(p), new float[][] {unit(vector)});
    }

    /** Padded with zeros to the width of the index and brought to length 1. */
    static float[] unit(float... v) {
        float[] u = java.util.Arrays.copyOf(v, Math.max(WIDTH, v.length));
        double squares = 0;
        for (float x : u) {
            squares += (double) x * x;
        }
        for (int i = 0; i < u.length; i++) {
            u[i] = (float) (u[i] / Math.sqrt(squares));
        }
        return u;
    }

    static float[] random(Random random) {
        float[] v = new float[WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            v[i] = (float) random.nextGaussian();
        }
        return unit(v);
    }

    static List<String> paths(List<Hit> hits) {
        return hits.stream().map(h -> h.origin().path()).toList();
    }
}
