package dev.triptych.hub;

import dev.triptych.space.TriptychException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model on the hub at a revision, as people write it: {@code ORG/NAME} or {@code ORG/NAME@REVISION}.
 *
 * @param organisation who publishes it
 * @param name of the model
 * @param revision a branch, a tag, {@code refs/pr/N} or a commit
 */
public record Repository(String organisation, String name, String revision) {
    private static final String WORD = "[A-Za-z0-9][A-Za-z0-9._-]{0,95}";
    private static final Pattern WRITTEN =
            Pattern.compile("(" + WORD + ")/(" + WORD + ")(?:@([A-Za-z0-9][A-Za-z0-9._/-]{0,199}))?");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

    public static Repository parse(String written) {
        Matcher m = WRITTEN.matcher(written);
        if (!m.matches() || written.contains("..") || written.contains("--")) {
            throw new TriptychException(
                    "model to pull",
                    "'" + written + "'",
                    "ORG/NAME or ORG/NAME@REVISION",
                    "for example sentence-transformers/all-MiniLM-L6-v2");
        }
        return new Repository(m.group(1), m.group(2), m.group(3) == null ? "main" : m.group(3));
    }

    /** Without the revision. */
    public String id() {
        return organisation + "/" + name;
    }

    /** Whether the revision is a commit already, which can never mean something else tomorrow. */
    boolean pinned() {
        return isCommit(revision);
    }

    static boolean isCommit(String text) {
        return COMMIT.matcher(text).matches();
    }

    @Override
    public String toString() {
        return id() + "@" + revision;
    }
}
