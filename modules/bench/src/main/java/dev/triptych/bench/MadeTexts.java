package dev.triptych.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Texts of mixed lengths from words of our own: as in a collection of notes, most are short and some are long. The same count and
 * seed give the same texts on every machine.
 */
final class MadeTexts {
    static final int DEFAULT_COUNT = 500;
    static final long DEFAULT_SEED = 1;

    private static final int SHORTEST = 3;
    private static final int LONGEST = 150;

    /** The middle length in words, and the spread of its logarithm; with these a tenth of the texts has more than 70 words. */
    private static final double MIDDLE = 22;

    private static final double SPREAD = 0.9;

    private static final String[] WORDS = {
        "a",
        "the",
        "one",
        "every",
        "no",
        "and",
        "or",
        "but",
        "because",
        "while",
        "of",
        "in",
        "on",
        "under",
        "with",
        "without",
        "from",
        "to",
        "beside",
        "before",
        "after",
        "is",
        "was",
        "has",
        "keeps",
        "finds",
        "loses",
        "carries",
        "opens",
        "closes",
        "counts",
        "measures",
        "repeats",
        "forgets",
        "answers",
        "waits",
        "river",
        "harbour",
        "ladder",
        "window",
        "kettle",
        "letter",
        "engine",
        "garden",
        "winter",
        "morning",
        "lantern",
        "bridge",
        "baker",
        "captain",
        "neighbour",
        "teacher",
        "sparrow",
        "horse",
        "beetle",
        "apple",
        "pepper",
        "copper",
        "paper",
        "thread",
        "number",
        "table",
        "column",
        "queue",
        "file",
        "socket",
        "upload",
        "index",
        "vector",
        "token",
        "picture",
        "method",
        "class",
        "buffer",
        "retry",
        "failure",
        "network",
        "schedule",
        "red",
        "blue",
        "quiet",
        "heavy",
        "narrow",
        "early",
        "unknown",
        "broken",
        "second",
        "longest",
        "seventeen",
        "half",
        "microphone",
        "thunderstorm",
        "lighthouse",
        "bookkeeping",
        "refrigerator",
        "photosynthesis",
        "misunderstanding",
    };

    private MadeTexts() {}

    static List<String> make(int count, long seed) {
        Random random = new Random(seed);
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long words = Math.round(MIDDLE * StrictMath.exp(SPREAD * random.nextGaussian()));
            texts.add(text(Math.max(SHORTEST, Math.min(LONGEST, words)), random));
        }
        return texts;
    }

    /** So many words in sentences. */
    static String text(long words, Random random) {
        StringBuilder text = new StringBuilder();
        boolean begins = true;
        for (long i = 0; i < words; i++) {
            String word = WORDS[random.nextInt(WORDS.length)];
            if (i > 0) {
                text.append(' ');
            }
            text.append(begins ? Character.toUpperCase(word.charAt(0)) + word.substring(1) : word);
            begins = i == words - 1 || random.nextInt(12) == 0;
            if (begins) {
                text.append('.');
            }
        }
        return text.toString();
    }
}
