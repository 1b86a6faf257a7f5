package dev.triptych.evaluate;

import dev.triptych.index.SymbolMatcher;
import dev.triptych.index.SymbolMatcher.Symbol;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How well queries name pieces of code, as {@code triptych search} reckons it: by the rarity of words among these names. */
final class NameScores {
    private final List<Symbol> names;
    private final Map<String, Integer> withWord = new HashMap<>();

    /** @param names the empty string for what has none */
    NameScores(List<String> names) {
        this.names = names.stream().map(Symbol::of).toList();
        for (Symbol name : this.names) {
            for (String word : name.words()) {
                withWord.merge(word, 1, Integer::sum);
            }
        }
    }

    /** Adds what the names are worth to the scores, and gives them back. */
    float[] add(String query, float[] scores) {
        SymbolMatcher matcher = new SymbolMatcher(query, this::rarity);
        for (int i = 0; i < scores.length; i++) {
            scores[i] += (float) (Fusion.NAMED * matcher.match(names.get(i)).value());
        }
        return scores;
    }

    private double rarity(String word) {
        int with = withWord.getOrDefault(word, 0);
        return with == 0 ? 0 : SymbolMatcher.rarity(with, names.size());
    }
}
