package dev.triptych.cli;

import dev.triptych.space.Code;
import dev.triptych.space.Content;
import dev.triptych.space.Picture;
import dev.triptych.space.Text;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What to look for: words, a picture, or code. */
final class Question {
    @Parameters(paramLabel = "WORDS", arity = "0..*", description = "A sentence, in quotes or not.")
    private List<String> sentence = new ArrayList<>();

    @Option(names = "--image", paramLabel = "FILE", description = "Ask with a picture.")
    private @Nullable Path image;

    @Option(names = "--code", paramLabel = "FILE", description = "Ask with a piece of Java; '-' reads standard input.")
    private @Nullable String code;

    private String source = "";

    /** The content to embed. */
    Content content(Console console) throws IOException {
        int kinds = (sentence.isEmpty() ? 0 : 1) + (image == null ? 0 : 1) + (code == null ? 0 : 1);
        if (kinds > 1) {
            throw new TriptychException(
                    "query", kinds + " kinds at once", "one of WORDS, --image and --code", "ask one after the other");
        }
        if (image != null) {
            return picture(image);
        }
        if (code != null) {
            byte[] bytes = code.equals("-") ? console.in().readAllBytes() : Files.readAllBytes(Path.of(code));
            source = new String(bytes, StandardCharsets.UTF_8);
            return Code.java(filled(source));
        }
        return Text.of(filled(String.join(" ", sentence)));
    }

    /** What a search by words sees; nothing for a picture. Only after {@link #content}. */
    String words() {
        return code == null ? String.join(" ", sentence).strip() : source;
    }

    /** What the answer calls the question. */
    String label() {
        if (image != null) {
            return image.toString();
        }
        return code == null ? String.join(" ", sentence).strip() : code;
    }

    private static Picture picture(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new TriptychException("--image " + file, "no such file", "a picture", "check the path");
        }
        return Picture.of(file);
    }

    private static String filled(String words) {
        if (words.isBlank()) {
            throw new TriptychException(
                    "query",
                    "nothing",
                    "a sentence, --image FILE or --code FILE",
                    "write: triptych search \"a dog on the beach\"");
        }
        return words;
    }
}
