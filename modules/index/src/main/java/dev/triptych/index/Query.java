package dev.triptych.index;

import dev.triptych.space.Modality;
import dev.triptych.space.TriptychException;
import java.util.Set;

/**
 * A question to the index.
 *
 * @param words plain words; no character has a special meaning; may be empty when there is a vector
 * @param names what may be the name of what is looked for: the words themselves, or the name of the code that asks
 * @param vector the query's place in the space, unit length; may be empty when there are words
 * @param mode what decides
 * @param k how many hits at most
 * @param modalities which kinds of passages; the empty set means all
 * @param pathGlob which files: {@code *.pdf}, {@code docs/**}, {@code {a,b}/?.java}; empty means all (see README)
 */
public record Query(
        String words, String names, float[] vector, Mode mode, int k, Set<Modality> modalities, String pathGlob) {
    private static final float[] NONE = {};

    /** Refuses a question that cannot have an answer. */
    public Query {
        modalities = Set.copyOf(modalities);
        if (k < 1) {
            throw new TriptychException("k", String.valueOf(k), "at least 1", "ask for one hit or more");
        }
        boolean blank = words.isBlank();
        if (mode == Mode.WORDS && blank) {
            throw new TriptychException(
                    "query", "no words", "at least one word", "type a word, or use --mode semantic");
        }
        if (mode == Mode.SEMANTIC && vector.length == 0) {
            throw new TriptychException(
                    "query", "no vector", "an embedded query", "embed the query first, or use --mode words");
        }
        if (blank && vector.length == 0) {
            throw new TriptychException(
                    "query",
                    "nothing",
                    "words, a picture or code",
                    "say what to look for, for example \"a red circle\"");
        }
    }

    /** The words may be a name. */
    public Query(String words, float[] vector, Mode mode, int k, Set<Modality> modalities, String pathGlob) {
        this(words, words, vector, mode, k, modalities, pathGlob);
    }

    /** Words and their vector, all modalities, all files. */
    public static Query hybrid(String words, float[] vector, int k) {
        return new Query(words, vector, Mode.HYBRID, k, Set.of(), "");
    }

    /** A vector alone. */
    public static Query semantic(float[] vector, int k) {
        return new Query("", vector, Mode.SEMANTIC, k, Set.of(), "");
    }

    /** Words alone. */
    public static Query words(String words, int k) {
        return new Query(words, NONE, Mode.WORDS, k, Set.of(), "");
    }

    /** The same question to some modalities only. */
    public Query in(Set<Modality> only) {
        return new Query(words, names, vector, mode, k, only, pathGlob);
    }

    /** The same question to some files only. */
    public Query under(String glob) {
        return new Query(words, names, vector, mode, k, modalities, glob);
    }

    boolean wants(Modality m) {
        return modalities.isEmpty() || modalities.contains(m);
    }

    boolean byMeaning() {
        return mode != Mode.WORDS && vector.length > 0;
    }

    boolean byWords() {
        return mode != Mode.SEMANTIC && !words.isBlank();
    }
}
