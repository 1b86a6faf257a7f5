package dev.triptych.nn;

/** Lower case as the tokenizers library's normalizer makes it: character by character, whatever stands beside it. */
final class LowerCase {
    /** The only character whose lower case is two: i and a dot above. */
    private static final int DOTTED_I = 0x130;

    private LowerCase() {}

    static String of(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == DOTTED_I) {
                lower.append("i\u0307");
            } else {
                lower.appendCodePoint(Character.toLowerCase(c));
            }
        });
        return lower.toString();
    }
}
