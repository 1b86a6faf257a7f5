package dev.triptych.evaluate.report;

import dev.triptych.space.TriptychException;
import dev.triptych.vision.PictureDecoder;
import dev.triptych.vision.Thumbnail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Small copies of pictures, each in the page once, however often it is shown. */
final class ReportPictures {
    private static final int SIDE = 96;

    private final Map<String, String> ids = new LinkedHashMap<>();
    private final StringBuilder symbols = new StringBuilder();

    /** Identifiers by path, of those that could be read. */
    Map<String, String> ids() {
        return ids;
    }

    /** The identifier of a picture; empty if it is not there any more or cannot be read. */
    String id(String path) {
        return path.isEmpty() ? "" : ids.computeIfAbsent(path, this::added);
    }

    private String added(String path) {
        byte[] jpeg;
        try {
            jpeg = Thumbnail.jpeg(PictureDecoder.decode(path, Files.readAllBytes(Path.of(path))), SIDE);
        } catch (IOException | TriptychException e) {
            // The page is about figures; a picture that has gone since is not worth losing it.
            return "";
        }
        String id = "p" + ids.size();
        symbols.append(String.format(
                "<symbol id=\"%s\" viewBox=\"0 0 %2$d %2$d\"><image width=\"%2$d\" height=\"%2$d\" href=\"data:image/jpeg;base64,%3$s\"/></symbol>%n",
                id, SIDE, Base64.getEncoder().encodeToString(jpeg)));
        return id;
    }

    /** What the page must hold somewhere. */
    String symbols() {
        return "<svg class=\"store\" aria-hidden=\"true\">\n" + symbols + "</svg>\n";
    }
}
