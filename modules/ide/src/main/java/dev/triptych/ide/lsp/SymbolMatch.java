package dev.triptych.ide.lsp;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How well the name of a symbol answers what was typed. */
enum SymbolMatch {
    /** It is the name. */
    SAME,
    /** The name begins with it. */
    BEGINNING,
    /** Each of its words begins a word of the qualified name. */
    WORDS,
    /** The name says nothing: found by meaning or by its text. */
    NONE;

    static SymbolMatch of(String query, String symbol) {
        String asked = query.strip().toLowerCase(Locale.ROOT);
        String whole = symbol.toLowerCase(Locale.ROOT);
        String name = whole.substring(whole.lastIndexOf('.') + 1);
        if (symbol.isEmpty() || asked.isEmpty()) {
            return NONE;
        }
        if (name.equals(asked) || whole.equals(asked) || whole.endsWith("." + asked)) {
            return SAME;
        }
        if (name.startsWith(asked)) {
            return BEGINNING;
        }
        List<String> words = words(symbol);
        boolean all = words(query).stream().allMatch(w -> words.stream().anyMatch(s -> s.startsWith(w)));
        return all ? WORDS : NONE;
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.replaceAll("(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})", " ")
                        .toLowerCase(Locale.ROOT)
                        .split("[^\\p{L}\\p{N}]+"))
                .filter(w -> !w.isEmpty())
                .toList();
    }
}
