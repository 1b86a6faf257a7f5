package dev.triptych.library;

import dev.triptych.index.Mode;
import dev.triptych.space.Modality;
import java.util.Set;

/**
 * How to search.
 *
 * @param k hits at most
 * @param mode by meaning, by words, or both
 * @param modalities which kinds of passages; empty means all
 * @param pathGlob which files: {@code *.pdf}, {@code docs/**}; empty means all
 */
public record SearchOptions(int k, Mode mode, Set<Modality> modalities, String pathGlob) {

    public SearchOptions {
        modalities = Set.copyOf(modalities);
    }

    /** By meaning and words, everywhere. */
    public static SearchOptions top(int k) {
        return new SearchOptions(k, Mode.HYBRID, Set.of(), "");
    }

    public SearchOptions by(Mode way) {
        return new SearchOptions(k, way, modalities, pathGlob);
    }

    public SearchOptions in(Set<Modality> only) {
        return new SearchOptions(k, mode, only, pathGlob);
    }

    public SearchOptions under(String glob) {
        return new SearchOptions(k, mode, modalities, glob);
    }
}
