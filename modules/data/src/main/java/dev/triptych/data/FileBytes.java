package dev.triptych.data;

import dev.triptych.space.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes of a file. Equal for the same file, so that what is known of a picture holds for its next draw. */
record FileBytes(Path file) implements Picture.Source {
    @Override
    public byte[] read() throws IOException {
        return Files.readAllBytes(file);
    }
}
