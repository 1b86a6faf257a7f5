package dev.triptych.index;

import dev.triptych.space.Code;
import dev.triptych.space.Content;
import dev.triptych.space.Text;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.util.BytesRef;

/** A name for everything that a model sees of a text or a piece of code: the same name, the same vector. */
final class ContentKey {
    private ContentKey() {}

    /** Nothing for a picture, whose bytes would have to be read. */
    static Optional<BytesRef> of(Content content) {
        if (content instanceof Text t) {
            return Optional.of(digest(List.of("text", t.value())));
        }
        if (content instanceof Code c) {
            return Optional.of(digest(List.of("code", c.language(), c.source(), c.name(), c.signature(), c.doc())));
        }
        return Optional.empty();
    }

    private static BytesRef digest(List<String> parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update(Integer.toString(bytes.length).getBytes(StandardCharsets.UTF_8));
                digest.update((byte) ' ');
                digest.update(bytes);
            }
            // Half of it is enough to tell all the passages of the world apart.
            return new BytesRef(Arrays.copyOf(digest.digest(), 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
