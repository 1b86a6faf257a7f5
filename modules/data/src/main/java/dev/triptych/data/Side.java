package dev.triptych.data;

import com.fasterxml.jackson.databind.JsonNode;
import dev.triptych.space.Code;
import dev.triptych.space.Content;
import dev.triptych.space.Modality;
import dev.triptych.space.Picture;
import dev.triptych.space.Text;
import java.nio.file.Path;

/**
 * How the texts of a row become contents of one modality.
 *
 * @param modality what they are: words, paths of pictures, or source code
 * @param images where relative paths of pictures begin
 * @param language of code whose row does not say
 * @param languageColumn column with the language of code, or empty
 * @param nameColumn column with the name of a piece of code, or empty
 */
public record Side(Modality modality, Path images, String language, String languageColumn, String nameColumn) {

    /** Texts, pictures beside a file, or Java. */
    public static Side of(Modality modality, Path images) {
        return new Side(modality, images, "java", "", "");
    }

    /** The content that a text of this row stands for. */
    public Content content(String text, JsonNode row) {
        return switch (modality) {
            case TEXT -> Text.of(text);
            case IMAGE -> picture(text);
            case CODE -> {
                String own = languageColumn.isEmpty() ? "" : text(row, languageColumn);
                yield new Code(
                        own.isBlank() ? language : own,
                        text,
                        nameColumn.isEmpty() ? "" : text(row, nameColumn),
                        "",
                        "");
            }
        };
    }

    /** Where a picture lies. */
    Path file(String text) {
        return images.resolve(text);
    }

    Picture picture(String text) {
        Path file = file(text);
        return new Picture(file.toString(), new FileBytes(file));
    }

    private static String text(JsonNode row, String column) {
        JsonNode value = Columns.at(row, column);
        return value.isValueNode() && !value.isNull() ? value.asText() : "";
    }
}
