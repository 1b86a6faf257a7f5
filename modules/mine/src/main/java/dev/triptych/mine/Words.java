package dev.triptych.mine;

import java.text.Normalizer;
import java.util.Locale;

/** Texts as a person compares them and as a report shows them. */
final class Words {
    private static final int SHOWN = 60;

    private Words() {}

    /** What texts have in common that differ in case, white space, width or punctuation at the end. */
    static String key(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .strip()
                .replaceAll("\\s+", " ")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\p{P}]+$", "");
    }

    /** Its beginning, on one line. */
    static String shown(String text) {
        String line = text.strip().replaceAll("[\\s\\p{C}]+", " ");
        return line.codePointCount(0, line.length()) <= SHOWN
                ? line
                : line.substring(0, line.offsetByCodePoints(0, SHOWN - 1)) + "…";
    }

    static int count(String text) {
        String stripped = text.strip();
        return stripped.isEmpty() ? 0 : stripped.split("\\s+").length;
    }
}
