package dev.triptych.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Analyzer;

/**
 * How well a query names a symbol: {@code retryUpload}, {@code Foo.retryUpload}, {@code retry upload} and {@code retry the upload again}
 * mean the method {@code Foo.retryUpload}, in falling degree. What a passage is called tells the definition from its uses.
 *
 * <p>Words count by their rarity among names, so that {@code get} says little. The share of the name and of the query that meet is their
 * weighted Dice coefficient (Dice 1945): 1 where both have the same words; what is above one half counts.
 */
public final class SymbolMatcher {
    /** More than the same words in another spelling can get. */
    private static final double EXACT = 2;
    /** A sentence that shares a word with a name does not name it, and its words are counted elsewhere: what is not more than this is nothing. */
    private static final double HALF = 0.5;
    /** What a word of the query weighs that is in no name: a sentence of many such words names nothing. */
    private static final double UNKNOWN = 1;
    /** A name of which only the beginning was typed; shorter beginnings fit half of all names. */
    private static final double BEGINS = 0.7;

    /**
     * A symbol, made ready.
     *
     * @param qualified the qualified name; empty for none
     * @param name its last component
     * @param words of the name
     * @param wordsWithType of the last two components
     */
    public record Symbol(String qualified, String name, Set<String> words, Set<String> wordsWithType) {
        public static Symbol of(String qualified) {
            String name = last(qualified, 1);
            return new Symbol(qualified, name, wordsOf(name), wordsOf(last(qualified, 2)));
        }
    }

    static final int SHORTEST_BEGINNING = 3;
    private static final Analyzer PARTS = new WordsAnalyzer(false);

    private static final Pattern IDENTIFIER =
            Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*(\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)*");

    private final ToDoubleFunction<String> rarity;
    private final Map<String, Double> known = new HashMap<>();
    private final String typed;
    private final Set<String> asked;
    private final double askedWeight;

    /**
     * How well a query names a symbol.
     *
     * @param value 0 if not at all, 1 for the same words, 2 for the name itself
     * @param how in words, for people
     */
    public record Match(double value, String how) {
        static final Match NONE = new Match(0, "");
    }

    /**
     * Prepares a query.
     *
     * @param rarity of a word among the names of all symbols, 0 for one that is in no name
     */
    public SymbolMatcher(String query, ToDoubleFunction<String> rarity) {
        this.rarity = rarity;
        String plain = query.strip().replace("::", ".").replace('#', '.').replaceAll("\\(\\s*\\)$", "");
        typed = IDENTIFIER.matcher(plain).matches() ? plain : "";
        asked = wordsOf(query);
        askedWeight = weight(asked) + UNKNOWN * (asked.size() - askedOfNames().size());
    }

    /** The identifier that the query consists of, or the empty string. */
    String identifier() {
        return typed;
    }

    /** The query's words that stand in names. */
    Set<String> askedOfNames() {
        Set<String> some = new HashSet<>(asked);
        some.removeIf(w -> weightOf(w) == 0);
        return some;
    }

    /** How well the query names a symbol. */
    public Match match(Symbol symbol) {
        if (symbol.qualified.isEmpty() || asked.isEmpty()) {
            return Match.NONE;
        }
        if (!typed.isEmpty() && (symbol.qualified.equals(typed) || symbol.qualified.endsWith("." + typed))) {
            return new Match(EXACT, "exactly " + typed);
        }
        Match own = overlap(symbol.words, symbol.name);
        Match withType = overlap(symbol.wordsWithType, symbol.name + " and its type");
        Match best = withType.value > own.value ? withType : own;
        boolean begins = typed.length() >= SHORTEST_BEGINNING
                && symbol.name
                        .toLowerCase(Locale.ROOT)
                        .startsWith(last(typed, 1).toLowerCase(Locale.ROOT));
        return begins && best.value < BEGINS ? new Match(BEGINS, symbol.name + " begins so") : best;
    }

    private Match overlap(Set<String> words, String name) {
        Set<String> shared = new HashSet<>(words);
        shared.retainAll(asked);
        double all = weight(words) + askedWeight;
        double dice = all > 0 ? 2 * weight(shared) / all : 0;
        if (dice <= HALF) {
            return Match.NONE;
        }
        return new Match((dice - HALF) / (1 - HALF), shared.size() + " of " + words.size() + " words of " + name);
    }

    /** The last components of a qualified name. */
    static String last(String symbol, int components) {
        int at = symbol.length();
        for (int i = 0; i < components && at >= 0; i++) {
            at = symbol.lastIndexOf('.', at - 1);
        }
        return symbol.substring(at + 1);
    }

    private double weight(Set<String> words) {
        return words.stream().mapToDouble(this::weightOf).sum();
    }

    private double weightOf(String word) {
        return known.computeIfAbsent(word, rarity::applyAsDouble);
    }

    /** The words of a name or a sentence, as names are compared. */
    public static Set<String> wordsOf(String text) {
        try {
            return WordQuery.terms(text, PassageDocument.NAME, PARTS);
        } catch (IOException e) {
            throw new UncheckedIOException("a string", e);
        }
    }

    /** Of a word among names, as BM25 reckons it. */
    public static double rarity(int namesWithTheWord, int names) {
        return Math.log(1 + (names - namesWithTheWord + 0.5) / (namesWithTheWord + 0.5));
    }
}
