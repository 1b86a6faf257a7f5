package dev.triptych.nn;

/** What is put in front of every text; models that were trained with prompts need them (sentence-transformers, {@code prompts}). */
public sealed interface Prompt {
    /** What the model's folder names as its default; nothing if it names none. */
    Prompt DEFAULT = new OfFolder();

    /** Nothing, even where the folder names a default. */
    Prompt NONE = new Literal("");

    /** For what is looked for: {@code query} where the folder declares it, else its default. */
    Prompt QUERY = new OfQueries();

    /** For what is found: {@code document}, {@code passage} or {@code corpus}, whichever the folder declares, else its default. */
    Prompt PASSAGE = new OfPassages();

    /** The one that {@code config_sentence_transformers.json} has under this name, such as {@code query}. */
    static Prompt named(String name) {
        return new Named(name);
    }

    /** These very characters. */
    static Prompt literal(String text) {
        return new Literal(text);
    }

    /** See {@link #DEFAULT}. */
    record OfFolder() implements Prompt {}

    /** See {@link #QUERY}. */
    record OfQueries() implements Prompt {}

    /** See {@link #PASSAGE}. */
    record OfPassages() implements Prompt {}

    /** See {@link #named}. */
    record Named(String name) implements Prompt {}

    /** See {@link #literal}. */
    record Literal(String text) implements Prompt {}
}
