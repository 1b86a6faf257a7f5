package dev.triptych.code;

/** The units of a source file in any language that has a parser here: Java by JavaParser, the others by tree-sitter. */
public final class SourceUnits {
    /** What is larger is generated, and its tree would fill the memory. */
    static final int LONGEST_SOURCE = 2_000_000;

    /** Characters of a line: nobody writes such lines, minifiers do. */
    private static final int LONG_LINE = 2000;

    private SourceUnits() {}

    /** Whether files of this language are cut into declarations. */
    public static boolean cuts(String language) {
        return language.equals("java") || !Grammars.of(language).isEmpty();
    }

    /**
     * The units of a file; never throws on any text.
     *
     * @param language lower-case name of the language
     */
    public static ParsedFile parse(String language, String source) {
        if (source.length() > LONGEST_SOURCE) {
            return chunks(language, source, source.length() + " characters, at most " + LONGEST_SOURCE + " are parsed");
        }
        if (minified(source)) {
            return chunks(language, source, "it is minified");
        }
        return language.equals("java") ? JavaUnits.parse(source) : TreeUnits.parse(language, source);
    }

    static ParsedFile chunks(String language, String source, String problem) {
        return new ParsedFile(LineChunks.of(language, source), false, problem);
    }

    /** Most of the file stands in lines that are too long to read. */
    private static boolean minified(String source) {
        long inLong = 0;
        int start = 0;
        while (start < source.length()) {
            int feed = source.indexOf('\n', start);
            int end = feed < 0 ? source.length() : feed;
            inLong += end - start > LONG_LINE ? end - start : 0;
            start = end + 1;
        }
        return inLong > LONG_LINE * 10 && inLong > source.length() / 2;
    }
}
