package dev.triptych.space;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A picture in a file format that OpenCV decodes; the bytes are read when an encoder asks for them.
 *
 * @param name what errors call it: a path or a label
 * @param source where the encoded bytes come from
 */
public record Picture(String name, Source source) implements Content {

    /** Gives the encoded bytes of a picture, each time it is asked. */
    @FunctionalInterface
    public interface Source {
        byte[] read() throws IOException;
    }

    public static Picture of(Path file) {
        return new Picture(file.toString(), () -> Files.readAllBytes(file));
    }

    /** A picture that is already in memory, for example taken out of a document. */
    public static Picture of(String name, byte[] encoded) {
        return new Picture(name, () -> encoded);
    }

    @Override
    public Modality modality() {
        return Modality.IMAGE;
    }
}
