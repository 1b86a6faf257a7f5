package dev.triptych.library;

import dev.triptych.index.DeclaredName;
import dev.triptych.index.Mode;
import dev.triptych.index.Query;
import dev.triptych.space.Code;
import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import dev.triptych.space.Picture;
import dev.triptych.space.Text;
import dev.triptych.space.TriptychException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/** What content means as a query: its vector, and the words in it. */
final class QueryContent {
    private static final Pattern IDENTIFIER = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*");
    private static final float[] NONE = {};

    private QueryContent() {}

    static Query toQuery(Content content, SearchOptions options, Encoder<Content> space) {
        String words = words(content);
        if (words.isBlank() && !(content instanceof Picture)) {
            throw new TriptychException(
                    "query",
                    "nothing",
                    "words, a picture or code",
                    "say what to look for, for example \"a red circle\"");
        }
        String names = content instanceof Code code ? name(code) : words;
        if (options.mode() == Mode.WORDS) {
            if (content instanceof Picture picture) {
                throw new TriptychException(
                        "query " + picture.name(), "a picture", "words", "search with --mode semantic or hybrid");
            }
            return new Query(words, names, NONE, Mode.WORDS, options.k(), options.modalities(), options.pathGlob());
        }
        float[] vector = space.embedQueries(List.of(content)).vectors()[0];
        return new Query(words, names, vector, options.mode(), options.k(), options.modalities(), options.pathGlob());
    }

    /** The words that a search by words looks for; none for a picture. */
    static String words(Content content) {
        if (content instanceof Text text) {
            return text.value();
        }
        if (content instanceof Code code) {
            return String.join(
                    " ", identifiers(String.join(" ", code.name(), code.signature(), code.doc(), code.source())));
        }
        return "";
    }

    /** What code with the same task is probably called. */
    private static String name(Code code) {
        return code.name().isEmpty() ? DeclaredName.of(code.source()) : code.name();
    }

    /** Names and words in source code, each once; the language's own words say nothing about what the code does. */
    private static Set<String> identifiers(String source) {
        Set<String> names = new LinkedHashSet<>();
        Matcher m = IDENTIFIER.matcher(source);
        while (m.find()) {
            if (!SourceVersion.isKeyword(m.group())) {
                names.add(m.group());
            }
        }
        return names;
    }
}
