package dev.triptych.code;

import java.util.List;
import java.util.Set;

/**
 * Turns identifiers into the words they are made of, so that a tokenizer that was trained on prose knows them.
 *
 * <p>{@code HTTPServer2Config} becomes {@code HTTP Server 2 Config}, {@code MAX_VALUE} becomes {@code MAX VALUE}. Brackets, commas, dots,
 * semicolons and the like carry little for a word-piece model and take its room: only operators that calculate, compare or decide stay.
 */
public final class Identifiers {
    private static final Set<String> KEPT = Set.of(
            "=", "==", "!=", "<", ">", "<=", ">=", "&&", "||", "!", "+", "-", "*", "/", "%", "&", "|", "^", "~", "?",
            "<<", "++", "--", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=");

    /** A longer literal is a table or a key, and tells nothing. */
    private static final int LONGEST_NUMBER = 12;

    private Identifiers() {}

    /**
     * The words of a piece of code, separated by single spaces.
     *
     * @param code an identifier, an expression or any run of source; comments and strings give their words as well
     */
    public static String split(String code) {
        StringBuilder out = new StringBuilder(code.length() + 16);
        List<JavaToken> tokens = JavaTokens.of(code);
        for (JavaToken token : tokens) {
            append(code, token, out);
        }
        return out.toString();
    }

    /** Adds the words of one token. */
    static void append(String source, JavaToken token, StringBuilder out) {
        switch (token.kind()) {
            case WORD -> words(source, token.start(), token.end(), out);
            case NUMBER -> {
                if (token.end() - token.start() <= LONGEST_NUMBER) {
                    space(out).append(source, token.start(), token.end());
                }
            }
            case STRING, COMMENT -> prose(source, token.start(), token.end(), out);
            case SYMBOL -> {
                String symbol = token.text(source);
                if (KEPT.contains(symbol)) {
                    space(out).append(symbol);
                }
            }
        }
    }

    /** Words of a comment or a string: marks, escapes and quotes go, identifiers in it are split too. */
    private static void prose(String source, int start, int end, StringBuilder out) {
        int i = start;
        while (i < end) {
            int c = source.codePointAt(i);
            int width = Character.charCount(c);
            if (c == '\\' && i + 1 < end) {
                i += 2;
            } else if (Character.isLetterOrDigit(c)) {
                int from = i;
                while (i < end && (inWord(source.codePointAt(i)) || apostrophe(source, i, end))) {
                    i += Character.charCount(source.codePointAt(i));
                }
                words(source, from, Math.min(i, end), out);
            } else {
                i += width;
            }
        }
    }

    private static boolean inWord(int c) {
        return Character.isLetterOrDigit(c) || c == '_' || Character.getType(c) == Character.NON_SPACING_MARK;
    }

    private static boolean apostrophe(String source, int i, int end) {
        return source.charAt(i) == '\'' && i + 1 < end && Character.isLetter(source.charAt(i + 1));
    }

    /** Cuts at {@code _} and {@code $}, where lower case turns to upper, before the last capital of a run, and around digits. */
    private static void words(String source, int start, int end, StringBuilder out) {
        int previous = ' ';
        for (int i = start; i < end; ) {
            int c = source.codePointAt(i);
            int width = Character.charCount(c);
            if (c == '_' || c == '$') {
                previous = ' ';
            } else {
                int next = i + width < end ? source.codePointAt(i + width) : ' ';
                int afterNext = i + width + 1 < end ? source.codePointAt(i + width + 1) : ' ';
                if (previous == ' ' || cut(previous, c, next, afterNext)) {
                    space(out);
                }
                out.appendCodePoint(c);
                previous = c;
            }
            i += width;
        }
    }

    private static boolean cut(int previous, int c, int next, int afterNext) {
        if (Character.isDigit(c) != Character.isDigit(previous)) {
            return true;
        }
        if (!Character.isUpperCase(c)) {
            return false;
        }
        // The plural of an acronym stays whole: URLs, but URLStream is cut.
        boolean plural = next == 's' && !Character.isLowerCase(afterNext);
        return !Character.isUpperCase(previous) || (Character.isLowerCase(next) && !plural);
    }

    private static StringBuilder space(StringBuilder out) {
        if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
            out.append(' ');
        }
        return out;
    }
}
