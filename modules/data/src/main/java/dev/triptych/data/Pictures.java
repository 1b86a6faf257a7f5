package dev.triptych.data;

import dev.triptych.space.TriptychException;
import dev.triptych.vision.PictureDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether pictures can be read: each is opened once, its header read and its container followed to the end; pixels are not decoded,
 * which would take minutes where this takes seconds.
 */
final class Pictures {
    private static final String[] REASONS = {
        "", "no such picture", "a picture that cannot be read", "a damaged picture, or none"
    };

    private final boolean whole;
    private final LongIntMap known = new LongIntMap();

    /** @param whole false only looks whether the files are there */
    Pictures(boolean whole) {
        this.whole = whole;
    }

    void check(Path file) throws BadRow {
        long key = Groups.key("picture", file.toString());
        int reason = known.getOrDefault(key, -1);
        if (reason < 0) {
            reason = known.putIfAbsent(key, look(file));
        }
        if (reason > 0) {
            throw new BadRow(REASONS[reason]);
        }
    }

    private int look(Path file) {
        if (!Files.isRegularFile(file)) {
            return 1;
        }
        if (!whole) {
            return 0;
        }
        try {
            PictureDecoder.check(file.toString(), Files.readAllBytes(file));
            return 0;
        } catch (IOException e) {
            return 2;
        } catch (TriptychException e) {
            return 3;
        }
    }
}
