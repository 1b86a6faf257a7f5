package dev.triptych.index;

import dev.triptych.space.Fingerprint;
import dev.triptych.space.TriptychException;
import java.util.Map;

/** The identity of the model as it stands in the user data of every commit. */
record ModelStamp(Fingerprint model, int width) {
    private static final String FORMAT_KEY = "triptych.format";
    private static final String NAME = "triptych.model.name";
    private static final String SHA256 = "triptych.model.sha256";
    private static final String WIDTH = "triptych.model.width";
    /** Raised when the documents of an index change shape, so that an older program refuses it instead of misreading it. */
    private static final String FORMAT = "1";

    Map<String, String> toCommitData() {
        return Map.of(FORMAT_KEY, FORMAT, NAME, model.name(), SHA256, model.sha256(), WIDTH, String.valueOf(width));
    }

    static ModelStamp of(Map<String, String> commitData, String where) {
        String format = commitData.get(FORMAT_KEY);
        String name = commitData.get(NAME);
        String sha256 = commitData.get(SHA256);
        String width = commitData.get(WIDTH);
        if (format == null || name == null || sha256 == null || width == null) {
            throw new TriptychException(
                    "index " + where,
                    "a Lucene index without the fingerprint of a model",
                    "an index made by triptych",
                    "choose another folder with --index");
        }
        if (!format.equals(FORMAT)) {
            throw new TriptychException(
                    "index " + where + ": " + FORMAT_KEY,
                    "'" + format + "'",
                    FORMAT,
                    "use the version of triptych that made it, or run " + rebuild(where));
        }
        try {
            return new ModelStamp(new Fingerprint(name, sha256), Integer.parseInt(width));
        } catch (NumberFormatException e) {
            throw new TriptychException(
                    "index " + where + ": " + WIDTH, "'" + width + "'", "a number", "run " + rebuild(where));
        }
    }

    /** Refuses to mix the vectors of two models. */
    void requireSame(ModelStamp indexed, String where) {
        if (!equals(indexed)) {
            throw new TriptychException(
                    "index " + where,
                    "vectors of the model " + indexed,
                    "vectors of the model " + this,
                    "run " + rebuild(where) + ", or open it with the model that made it; nothing was changed");
        }
    }

    static String rebuild(String where) {
        return "`triptych index PATH… --index " + where + " --rebuild`";
    }

    @Override
    public String toString() {
        return model + " (width " + width + ")";
    }
}
