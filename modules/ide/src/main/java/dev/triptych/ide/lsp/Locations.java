package dev.triptych.ide.lsp;

import dev.triptych.ide.Excerpt;
import dev.triptych.index.Hit;
import dev.triptych.space.Origin;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;

/** Between our places and the protocol's. */
final class Locations {
    private static final int PREVIEW_LINES = 6;
    private static final int PREVIEW_CHARACTERS = 400;

    private Locations() {}

    /**
     * A hit as clients see it: a {@code Location} with more.
     *
     * @param uri the file
     * @param range its lines; the first line where lines mean nothing, as in a picture
     * @param place {@code path:line}, {@code path!inner#page=3}, for people
     * @param symbol qualified name, or empty
     * @param kind {@code code}, {@code text} or {@code image}
     * @param score orders the hits of one answer
     * @param cosine closeness in the space, which can be compared between answers; 0 if only words found it
     * @param preview the first lines
     */
    record Found(
            String uri,
            Range range,
            String place,
            String symbol,
            String kind,
            double score,
            double cosine,
            String preview) {}

    static Found found(Hit hit) {
        Location location = location(hit.origin());
        return new Found(
                location.getUri(),
                location.getRange(),
                hit.origin().toString(),
                hit.origin().symbol(),
                hit.passage().modality().id(),
                hit.score(),
                hit.why().cosine(),
                Excerpt.of(hit.passage(), PREVIEW_LINES, PREVIEW_CHARACTERS));
    }

    static Location location(Origin origin) {
        int first = Math.max(0, origin.firstLine() - 1);
        // Behind the last line: where that ends is not known here.
        int end = Math.max(first, origin.lastLine());
        Range range = new Range(new Position(first, 0), new Position(end, 0));
        return new Location(Path.of(origin.path()).toUri().toString(), range);
    }

    /** The file of a URI; nothing for what is no file: an unnamed buffer, something inside an archive. */
    static Optional<Path> path(String uri) {
        try {
            URI parsed = URI.create(uri);
            return "file".equals(parsed.getScheme())
                    ? Optional.of(Path.of(parsed).toAbsolutePath().normalize())
                    : Optional.empty();
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            return Optional.empty();
        }
    }
}
