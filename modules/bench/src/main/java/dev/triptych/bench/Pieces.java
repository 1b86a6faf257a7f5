package dev.triptych.bench;

import dev.triptych.vision.Pixels;
import java.util.List;

/** The inputs of the small pieces, the same in Java and in Python. */
final class Pieces {
    /** Of a photo from a phone that has been made smaller once, to what most image towers take. */
    static final int FROM_WIDTH = 640;

    static final int FROM_HEIGHT = 480;
    static final int TO = 224;

    /** A batch of texts of middle length through a small transformer. */
    static final int BATCH = 32;

    static final int TOKENS = 64;
    static final int WIDTH = 384;

    static final int TEXTS = 256;
    static final int MAX_TOKENS = 256;

    private Pieces() {}

    static List<String> texts() {
        return MadeTexts.make(TEXTS, MadeTexts.DEFAULT_SEED);
    }

    static Pixels picture() {
        byte[] rgb = new byte[FROM_WIDTH * FROM_HEIGHT * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) i;
        }
        return new Pixels(FROM_WIDTH, FROM_HEIGHT, rgb);
    }
}
