package dev.triptych.ingest;

import dev.triptych.space.Origin;
import dev.triptych.space.Passage;
import dev.triptych.space.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Passages of pictures: files of their own, and pictures inside documents. */
final class PicturePassages {
    /** A bigger picture is refused before it is decoded. */
    static final long MOST_PIXELS = 64_000_000;
    /** Icons, bullets and rules inside documents show nothing that anybody looks for. */
    static final int LEAST_EDGE_INSIDE = 64;
    /** A file of its own was put there by somebody; below this it shows nothing to any encoder. */
    static final int LEAST_EDGE = 8;

    private PicturePassages() {}

    /** Either a passage or the reason why there is none. */
    record Outcome(Optional<Passage> passage, Reason reason, String detail) {
        static Outcome none(Reason reason, String detail) {
            return new Outcome(Optional.empty(), reason, detail);
        }
    }

    static Outcome file(Path file, Origin origin) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String words = NameWords.of(file.getFileName().toString());
        return passage(Picture.of(file), bytes, origin, words, LEAST_EDGE);
    }

    static Outcome inside(Assembly.Shown shown, Origin container) {
        Origin origin = container
                .embedded(Stream.concat(shown.part().names.stream(), Stream.of(shown.name()))
                        .toList())
                .page(shown.page());
        String fileName = Path.of(container.path()).getFileName().toString();
        String words = Stream.of(shown.alt(), NameWords.of(shown.name()), NameWords.of(fileName))
                .map(w -> TextCleaner.label(w, 500))
                .filter(w -> !w.isEmpty())
                .collect(Collectors.joining(" "));
        return passage(Picture.of(origin.toString(), shown.bytes()), shown.bytes(), origin, words, LEAST_EDGE_INSIDE);
    }

    private static Outcome passage(Picture picture, byte[] bytes, Origin origin, String words, int leastEdge) {
        Optional<PictureHeader> header = PictureHeader.of(bytes);
        if (header.isPresent()) {
            PictureHeader h = header.get();
            String size = h.width() + " x " + h.height() + " pixels";
            if (h.pixels() > MOST_PIXELS) {
                return Outcome.none(Reason.LIMIT, size + ", more than " + MOST_PIXELS / 1_000_000 + " megapixels");
            }
            if (Math.min(h.width(), h.height()) < leastEdge) {
                return Outcome.none(Reason.TOO_SMALL, size + ", an edge below " + leastEdge);
            }
        }
        try {
            byte[] thumbnail = Thumbnails.of(picture.name(), bytes);
            return new Outcome(Optional.of(new Passage(picture, origin, words, thumbnail)), Reason.NONE, "");
        } catch (IOException | RuntimeException e) {
            return Outcome.none(Reason.CORRUPT, String.valueOf(e.getMessage()));
        }
    }

    static Optional<List<Passage>> listOf(Outcome outcome) {
        return outcome.passage().map(List::of);
    }
}
