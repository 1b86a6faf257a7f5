package dev.triptych.space;

/**
 * The identity of a model: vectors of two models can be compared only if their fingerprints are equal.
 *
 * @param name the name that people use
 * @param sha256 lower-case hexadecimal digest of everything that determines the vectors
 */
public record Fingerprint(String name, String sha256) {

    /** {@code name@0123456789ab}. */
    @Override
    public String toString() {
        return name + "@" + sha256.substring(0, Math.min(12, sha256.length()));
    }
}
