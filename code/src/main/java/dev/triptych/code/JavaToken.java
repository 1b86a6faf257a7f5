package dev.triptych.code;

/**
 * A run of characters of Java (or Java-like) source.
 *
 * @param kind what it is
 * @param start offset of its first character
 * @param end offset behind its last character
 */
record JavaToken(Kind kind, int start, int end) {
    enum Kind {
        /** A name or a keyword. */
        WORD,
        NUMBER,
        /** A string, a text block or a character, with its quotes. */
        STRING,
        /** A comment with its marks. */
        COMMENT,
        /** An operator or a separator. */
        SYMBOL
    }

    String text(String source) {
        return source.substring(start, end);
    }

    boolean is(String source, String text) {
        return end - start == text.length() && source.startsWith(text, start);
    }
}
