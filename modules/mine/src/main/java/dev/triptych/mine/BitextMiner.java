package dev.triptych.mine;

import dev.triptych.data.ReadPairs;
import dev.triptych.data.RowWriter;
import dev.triptych.data.Tally;
import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import dev.triptych.space.Progress;
import dev.triptych.space.Similarity;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks sentences and their translations, and keeps those that can be what they are said to be. */
public final class BitextMiner {
    /** Short sentences may differ more: a few characters are added to both lengths. */
    private static final int SMOOTH = 15;

    private BitextMiner() {}

    /**
     * What is dropped.
     *
     * @param maxRatio how many times longer one side may be than the other, in characters, 15 added to both; a language with a script of
     *     syllables or words needs more than an alphabet
     * @param languageColumns columns that name the language of the left and the right side, or empty
     * @param languages of the left and the right side, or empty
     * @param perText how often one sentence may come up on one side, in one pair of languages
     * @param minCosine the least closeness that a model must find, if one is asked
     */
    public record Rules(
            double maxRatio, List<String> languageColumns, List<String> languages, int perText, double minCosine) {}

    /** @param model asked for closeness, or empty */
    public static MineReport mine(
            ReadPairs pairs, Optional<Encoder<Content>> model, Rules rules, Path out, Progress progress) {
        Optional<Pairings> vectors = model.map(m -> Pairings.of(pairs.items(), m, progress));
        Tally dropped = pairs.bad();
        int seen = pairs.items().size() + dropped.count();
        int[] kept = {0};
        double[] closeness = {0};
        Set<String> pairsSeen = new HashSet<>();
        Map<String, Integer> left = new HashMap<>();
        Map<String, Integer> right = new HashMap<>();
        RowWriter.write(out, writer -> {
            for (ReadPairs.Item item : pairs.items()) {
                String a = Words.key(item.anchorKey());
                String b = Words.key(item.positiveKey());
                // One sentence in a hundred languages is a hundred pairs, and none of them comes up twice.
                String languages = language(item, rules, 0) + "-" + language(item, rules, 1);
                float cosine = vectors.map(v -> cosine(v, item)).orElse(1f);
                String fault = fault(item, a, b, cosine, rules);
                if (fault.isEmpty() && !pairsSeen.add(languages + "\u0000" + a + "\u0000" + b)) {
                    fault = "the same pair again";
                } else if (fault.isEmpty()
                        && (left.merge(languages + "\u0000" + a, 1, Integer::sum) > rules.perText()
                                || right.merge(languages + "\u0000" + b, 1, Integer::sum) > rules.perText())) {
                    fault = "a sentence that came up " + rules.perText() + " times";
                }
                if (fault.isEmpty()) {
                    kept[0]++;
                    closeness[0] += cosine;
                    writer.add(item.row());
                } else {
                    dropped.leave(
                            fault,
                            item.at() + " (" + languages + "): " + Words.shown(item.anchorKey()) + " | "
                                    + Words.shown(item.positiveKey()));
                }
            }
        });
        return new MineReport(
                seen,
                kept[0],
                dropped,
                model.isEmpty()
                        ? Map.of()
                        : Map.of("mean cosine of what is kept", closeness[0] / Math.max(1, kept[0])));
    }

    private static String fault(ReadPairs.Item item, String a, String b, float cosine, Rules rules) {
        if (a.isEmpty() || b.isEmpty()) {
            return "nothing but punctuation";
        }
        if (a.equals(b)) {
            return "the same text on both sides";
        }
        double ratio = (double) (a.length() + SMOOTH) / (b.length() + SMOOTH);
        if (Math.max(ratio, 1 / ratio) > rules.maxRatio()) {
            return "lengths too different";
        }
        if (!fits(item.anchorKey(), language(item, rules, 0)) || !fits(item.positiveKey(), language(item, rules, 1))) {
            return "not in the script of its language";
        }
        return cosine < rules.minCosine() ? "not close enough for the model" : "";
    }

    private static boolean fits(String text, String language) {
        return language.isEmpty() || Scripts.fits(text, language);
    }

    /** Of the left (0) or the right side, if the row or the rules say. */
    private static String language(ReadPairs.Item item, Rules rules, int side) {
        if (!rules.languageColumns().isEmpty()
                && !rules.languageColumns().get(side).isEmpty()) {
            return item.row().path(rules.languageColumns().get(side)).asText();
        }
        return rules.languages().isEmpty() ? "" : rules.languages().get(side);
    }

    private static float cosine(Pairings vectors, ReadPairs.Item item) {
        return Similarity.cosine(
                vectors.anchors().vectors()[vectors.anchors().number(item.anchorKey())],
                vectors.candidates().vectors()[vectors.candidates().number(item.positiveKey())]);
    }
}
