package dev.triptych.ide;

import dev.triptych.ingest.FileResult;
import dev.triptych.ingest.Ingest;
import dev.triptych.ingest.Settings;
import dev.triptych.space.Code;
import dev.triptych.space.Content;
import dev.triptych.space.Origin;
import dev.triptych.space.Passage;
import dev.triptych.space.Text;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What somebody points at: a method, a picture, a few lines.
 *
 * @param content what it says
 * @param origin where it stands; without a path if it stands in no file
 */
public record Pointed(Content content, Origin origin) {

    /** A piece of code that stands in no file. */
    public static Pointed code(String language, String source) {
        return new Pointed(new Code(language, source, "", "", ""), Origin.file(""));
    }

    /**
     * A place in a file. A cursor means the smallest passage around it, so that a method asks with its name and documentation, as it
     * was indexed. So does a selection of a whole passage; any other selection means its own lines.
     *
     * @param file read as the index reads it, so it may be a picture or a document
     * @param unsaved what stands in the editor instead of the file, if that is known
     * @param first first line, from 1; 0 for the whole file
     * @param last last line, inclusive; {@code first} for a cursor
     */
    public static Pointed at(Path file, Optional<String> unsaved, int first, int last) {
        Path path = file.toAbsolutePath().normalize();
        FileResult read = unsaved.isPresent() ? read(path, unsaved.get()) : read(path);
        List<Passage> passages = read.passages();
        if (passages.isEmpty()) {
            throw new TriptychException(
                    path.toString(),
                    "nothing to search with (" + read.explanation() + ")",
                    "source code, text or a picture",
                    "point at another file");
        }
        if (first < 1) {
            return new Pointed(passages.get(0).content(), Origin.file(path.toString()));
        }
        Optional<Passage> around = passages.stream()
                .filter(p -> p.origin().firstLine() <= first && p.origin().lastLine() >= last)
                .filter(p -> p.origin().firstLine() > 0)
                .min(Comparator.comparingInt(Pointed::lines));
        boolean whole = around.isPresent() && (first == last || lines(around.get()) <= last - first + 1);
        if (whole) {
            Origin o = around.get().origin();
            return new Pointed(
                    around.get().content(), Origin.file(path.toString()).lines(o.firstLine(), o.lastLine()));
        }
        List<String> lines = read.text(List.of()).lines().toList();
        String selected =
                String.join("\n", lines.subList(Math.min(first - 1, lines.size()), Math.min(last, lines.size())));
        if (selected.isBlank()) {
            throw new TriptychException(
                    path + ":" + first,
                    "empty lines",
                    "something to search with",
                    "point at a method, or select some lines");
        }
        Content content = around.orElse(passages.get(0)).content() instanceof Code code
                ? new Code(code.language(), selected, "", "", "")
                : Text.of(selected);
        return new Pointed(content, Origin.file(path.toString()).lines(first, last));
    }

    private static int lines(Passage passage) {
        return passage.origin().lastLine() - passage.origin().firstLine() + 1;
    }

    private static FileResult read(Path path) {
        try (Ingest ingest = Ingest.with(Settings.defaults())) {
            return ingest.ingest(path);
        }
    }

    /** Reads a text as if it stood in the file: the reader goes by the file's name. */
    private static FileResult read(Path path, String text) {
        try {
            Path folder = Files.createTempDirectory("triptych-unsaved");
            Path copy = folder.resolve(String.valueOf(path.getFileName()));
            try {
                return read(Files.writeString(copy, text));
            } finally {
                Files.deleteIfExists(copy);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new TriptychException(path + ": its unsaved text cannot be read: " + e.getMessage(), e);
        }
    }

    /** Whether a passage is this one, or contains it, or lies in it. */
    boolean overlaps(Origin other) {
        if (!origin.path().equals(other.path())) {
            return false;
        }
        return origin.firstLine() == 0
                || other.firstLine() == 0
                || (origin.firstLine() <= other.lastLine() && other.firstLine() <= origin.lastLine());
    }
}
