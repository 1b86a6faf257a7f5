package dev.triptych.index;

import dev.triptych.space.Modality;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A passage on its way to becoming a hit; each way of searching writes down what it says of it. */
final class Candidate {
    final int doc;
    final Modality modality;
    int semanticRank;
    double cosine;
    int wordsRank;
    double bm25;
    double score;
    /** What the query says of its name; {@link SymbolMatcher.Match#NONE} for what has none. */
    SymbolMatcher.Match symbol = SymbolMatcher.Match.NONE;
    /** What is seldom meant. */
    Optional<Place> place = Optional.empty();
    /** Nearly the same code, found behind this. */
    final List<Candidate> like = new ArrayList<>();
    /** The parts of the score that is compared within the modality. */
    double meaning;

    double wording;
    double naming;

    Candidate(int doc, Modality modality) {
        this.doc = doc;
        this.modality = modality;
    }

    double placing() {
        return place.map(p -> p.worth).orElse(0.0);
    }

    Why why() {
        List<Part> parts = Stream.of(
                        new Part(
                                "meaning",
                                meaning,
                                semanticRank > 0 ? number("cosine %.3f", cosine) : "as near as the last"),
                        new Part("words", wording, number("BM25 %.1f", bm25)),
                        new Part("symbol", naming, symbol.how()),
                        new Part("place", placing(), place.map(p -> p.words).orElse("")))
                .filter(part -> part.value() != 0)
                .toList();
        return new Why(semanticRank, cosine, wordsRank, bm25, parts);
    }

    private static String number(String words, double value) {
        return String.format(Locale.ROOT, words, value);
    }
}
