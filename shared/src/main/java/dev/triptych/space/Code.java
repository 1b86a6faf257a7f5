package dev.triptych.space;

/**
 * A piece of source code: a method, a class, or a run of lines.
 *
 * @param language lower-case name of the language, {@code java} for instance
 * @param source the text as it stands in the file, without the documentation comment
 * @param name qualified name, or empty when it is not known
 * @param signature the declaration without its body, or empty when it is not known
 * @param doc the documentation comment as plain words, or empty
 */
public record Code(String language, String source, String name, String signature, String doc) implements Content {

    /** Java source of which nothing else is known yet. */
    public static Code java(String source) {
        return new Code("java", source, "", "", "");
    }

    @Override
    public Modality modality() {
        return Modality.CODE;
    }
}
