package dev.triptych.samples;

import dev.triptych.samples.shelf.LibraryMaker;
import dev.triptych.space.TriptychException;
import java.nio.file.Path;

/**
 * Makes the sample library anew: {@code MakeLibrary samples} writes {@code samples/library/pictures},
 * {@code samples/library/documents} and {@code samples/questions}.
 *
 * <p>Source files, plain texts and the questions themselves are written by hand and left alone.
 */
public final class MakeLibrary {
    private MakeLibrary() {}

    /** Runs the program; a bad argument ends it with a message and status 2. */
    public static void main(String[] arguments) {
        System.setProperty("java.awt.headless", "true");
        if (arguments.length != 1) {
            System.err.println("usage: MakeLibrary SAMPLES_DIR");
            System.exit(2);
        }
        try {
            LibraryMaker.make(Path.of(arguments[0]));
        } catch (TriptychException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }
}
