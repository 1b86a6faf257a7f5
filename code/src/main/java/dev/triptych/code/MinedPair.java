package dev.triptych.code;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Comparator;

/**
 * A row of the training data: what a method is said to do, and the method.
 *
 * @param library name of the jar or folder, with its version
 * @param file path inside it
 * @param line line where {@code code} begins
 * @param name the method's own name
 * @param owner the types around it, without the package
 * @param query first sentence of its Javadoc as plain words
 * @param code the method without Javadoc and without annotations in front
 */
@JsonPropertyOrder({"library", "file", "line", "name", "class", "query", "code"})
record MinedPair(
        String library,
        String file,
        int line,
        String name,
        @JsonProperty("class") String owner,
        String query,
        String code) {
    static final Comparator<MinedPair> ORDER = Comparator.comparing(MinedPair::library)
            .thenComparing(MinedPair::file)
            .thenComparingInt(MinedPair::line)
            .thenComparing(MinedPair::name);
}
