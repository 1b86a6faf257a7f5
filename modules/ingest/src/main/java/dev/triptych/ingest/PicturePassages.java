package dev.triptych.ingest;

import dev.triptych.space.Origin;
import dev.triptych.space.Passage;
import dev.triptych.space.Picture;
import dev.triptych.space.TriptychException;
import dev.triptych.vision.PictureDecoder;
import dev.triptych.vision.Pixels;
import dev.triptych.vision.Thumbnail;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Passages of pictures: files of their own, and pictures inside documents. Each is decoded once, for its thumbnail and to know
 * that it is whole, so that no encoder meets a broken one later.
 */
final class PicturePassages {
    /** Icons, bullets and rules inside documents show nothing that anybody looks for. */
    static final int LEAST_EDGE_INSIDE = 64;
    /** A file of its own was put there by somebody; below this it shows nothing to any encoder. */
    static final int LEAST_EDGE = 8;

    private static final int THUMBNAIL_EDGE = 256;
    private static final int LONGEST_ALT = 500;

    private PicturePassages() {}

    /** Either a passage or the reason why there is none. */
    record Outcome(Optional<Passage> passage, Reason reason, String detail) {
        static Outcome none(Reason reason, String detail) {
            return new Outcome(Optional.empty(), reason, detail);
        }
    }

    static Outcome file(Path file, Origin origin) {
        String words = NameWords.of(file.getFileName().toString());
        return passage(Picture.of(file), origin, words, LEAST_EDGE);
    }

    static Outcome inside(Assembly.Shown shown, Origin container) {
        Origin origin = container
                .embedded(Stream.concat(shown.part().names.stream(), Stream.of(shown.name()))
                        .toList())
                .page(shown.page());
        String fileName = Path.of(container.path()).getFileName().toString();
        String words = Stream.of(shown.alt(), NameWords.of(shown.name()), NameWords.of(fileName))
                .map(w -> TextCleaner.label(w, LONGEST_ALT))
                .filter(w -> !w.isEmpty())
                .collect(Collectors.joining(" "));
        return passage(Picture.of(origin.toString(), shown.bytes()), origin, words, LEAST_EDGE_INSIDE);
    }

    private static Outcome passage(Picture encoded, Origin origin, String words, int leastEdge) {
        try {
            byte[] bytes = encoded.source().read();
            boolean gif = GifPicture.isGif(bytes);
            Picture picture = gif ? GifPicture.of(encoded) : encoded;
            Pixels pixels = PictureDecoder.decode(picture.name(), gif ? GifPicture.png(encoded.name(), bytes) : bytes);
            if (Math.min(pixels.width(), pixels.height()) < leastEdge) {
                return Outcome.none(
                        Reason.TOO_SMALL,
                        pixels.width() + " x " + pixels.height() + " pixels, an edge below " + leastEdge);
            }
            byte[] thumbnail = Thumbnail.jpeg(pixels, THUMBNAIL_EDGE);
            return new Outcome(Optional.of(new Passage(picture, origin, words, thumbnail)), Reason.NONE, "");
        } catch (TriptychException e) {
            String message = String.valueOf(e.getMessage());
            return Outcome.none(message.contains("megapixels") ? Reason.LIMIT : Reason.CORRUPT, message);
        } catch (IOException | RuntimeException e) {
            return Outcome.none(Reason.CORRUPT, String.valueOf(e.getMessage()));
        }
    }
}
