package dev.triptych.ingest;

/**
 * Replaces what cannot be stored or shown, one character for one character so that offsets stay: NUL, lone surrogates,
 * non-characters and bidi overrides become U+FFFD, other control characters a space. Tabs, line feeds and carriage returns stay.
 */
final class TextCleaner {
    private TextCleaner() {}

    /**
     * A text that can be stored.
     *
     * @param text as long as the text that came in
     * @param replaced how many characters were
     */
    record Cleaned(String text, int replaced) {}

    static Cleaned clean(String text) {
        int first = 0;
        while (first < text.length() && replacement(text, first) == text.charAt(first)) {
            first++;
        }
        if (first == text.length()) {
            return new Cleaned(text, 0);
        }
        StringBuilder out = new StringBuilder(text);
        int replaced = 0;
        for (int i = first; i < text.length(); i++) {
            char r = replacement(text, i);
            if (r != text.charAt(i)) {
                out.setCharAt(i, r);
                replaced++;
            }
        }
        return new Cleaned(out.toString(), replaced);
    }

    /** One line without anything that could disturb a terminal, at most {@code max} characters. */
    static String label(String text, int max) {
        String clean = clean(text)
                .text()
                .replace('\n', ' ')
                .replace('\r', ' ')
                .replace('\t', ' ')
                .strip();
        if (clean.length() <= max) {
            return clean;
        }
        int cut = Character.isHighSurrogate(clean.charAt(max - 2)) ? max - 2 : max - 1;
        return clean.substring(0, cut) + "…";
    }

    private static char replacement(String s, int i) {
        char c = s.charAt(i);
        if ((c >= ' ' && c < 0x7F) || c == '\n' || c == '\t' || c == '\r') {
            return c;
        }
        if (c == 0) {
            return '\uFFFD';
        }
        if (Character.isISOControl(c)) {
            return ' ';
        }
        if (Character.isHighSurrogate(c)) {
            return i + 1 < s.length() && Character.isLowSurrogate(s.charAt(i + 1)) ? c : '\uFFFD';
        }
        if (Character.isLowSurrogate(c)) {
            return i > 0 && Character.isHighSurrogate(s.charAt(i - 1)) ? c : '\uFFFD';
        }
        boolean bidiControl = (c >= '\u202A' && c <= '\u202E') || (c >= '\u2066' && c <= '\u2069');
        boolean nonCharacter = (c >= '\uFDD0' && c <= '\uFDEF') || c >= '\uFFFE' || (c == '\uFEFF' && i == 0);
        return bidiControl || nonCharacter ? '\uFFFD' : c;
    }
}
