package dev.triptych.cli;

import dev.triptych.space.Code;
import dev.triptych.space.Content;
import dev.triptych.space.Passage;
import dev.triptych.space.Text;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The few words by which a person recognises a passage. */
final class Snippet {
    private Snippet() {}

    /** One line, at most {@code width} characters, around the place where a word of the query stands, if there is one. */
    static String of(Passage passage, String query, int width) {
        return around(Console.oneLine(full(passage)), query, width);
    }

    private static String full(Passage passage) {
        Content content = passage.content();
        if (content instanceof Text text) {
            return text.value();
        }
        if (content instanceof Code code) {
            String doc = code.doc().isBlank() ? "" : "  // " + firstSentence(Console.oneLine(code.doc()));
            return code.signature().isBlank() ? code.source() : code.signature() + doc;
        }
        return passage.words();
    }

    private static String firstSentence(String doc) {
        int end = doc.indexOf(". ");
        return end < 0 ? doc : doc.substring(0, end + 1);
    }

    private static String around(String line, String query, int width) {
        if (line.length() <= width) {
            return line;
        }
        String lower = line.toLowerCase(Locale.ROOT);
        List<String> words = Arrays.stream(query.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(w -> w.length() > 3)
                .toList();
        int first = words.stream()
                .mapToInt(lower::indexOf)
                .filter(i -> i >= 0)
                .min()
                .orElse(0);
        if (lower.length() != line.length() || first < width - 20) {
            return Console.shortened(line, width);
        }
        int start = line.lastIndexOf(' ', Math.max(0, first - width / 3)) + 1;
        return "…" + Console.shortened(line.substring(start), width - 1);
    }
}
