package dev.triptych.code;

import dev.triptych.code.JavaToken.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts source into tokens without parsing it, so that a fragment, or a file that no parser takes, still has names, strings and comments.
 *
 * <p>It never fails: what it does not know is a symbol of one character, and an unclosed string ends with its line.
 */
final class JavaTokens {
    /** Longest first, so that the first that fits is the right one. {@code >>} is left out: it ends two generics as often as it shifts. */
    private static final List<String> OPERATORS = List.of(
            "...", "<<=", "->", "::", "==", "!=", "<=", ">=", "&&", "||", "++", "--", "+=", "-=", "*=", "/=", "%=",
            "&=", "|=", "^=", "<<");

    private final String source;
    private final List<JavaToken> tokens = new ArrayList<>();
    private int at;

    private JavaTokens(String source) {
        this.source = source;
    }

    /** The tokens in order; white space is left out. */
    static List<JavaToken> of(String source) {
        JavaTokens scan = new JavaTokens(source);
        while (scan.at < source.length()) {
            scan.next();
        }
        return scan.tokens;
    }

    private void next() {
        int c = source.codePointAt(at);
        if (Character.isWhitespace(c) || Character.isIdentifierIgnorable(c)) {
            at += Character.charCount(c);
        } else if (source.startsWith("//", at)) {
            add(Kind.COMMENT, lineEnd(at));
        } else if (source.startsWith("/*", at)) {
            int close = source.indexOf("*/", at + 2);
            add(Kind.COMMENT, close < 0 ? source.length() : close + 2);
        } else if (source.startsWith("\"\"\"", at)) {
            add(Kind.STRING, textBlockEnd());
        } else if (c == '"' || c == '\'') {
            add(Kind.STRING, quoteEnd((char) c));
        } else if ((c >= '0' && c <= '9') || (c == '.' && at + 1 < source.length() && digit(source.charAt(at + 1)))) {
            add(Kind.NUMBER, numberEnd());
        } else if (Character.isJavaIdentifierStart(c)) {
            add(Kind.WORD, wordEnd());
        } else {
            add(Kind.SYMBOL, symbolEnd(Character.charCount(c)));
        }
    }

    private void add(Kind kind, int end) {
        tokens.add(new JavaToken(kind, at, end));
        at = end;
    }

    private int lineEnd(int from) {
        int i = from;
        while (i < source.length() && source.charAt(i) != '\n' && source.charAt(i) != '\r') {
            i++;
        }
        return i;
    }

    private int textBlockEnd() {
        int i = at + 3;
        while (i < source.length()) {
            if (source.charAt(i) == '\\') {
                i += 2;
            } else if (source.startsWith("\"\"\"", i)) {
                return i + 3;
            } else {
                i++;
            }
        }
        return source.length();
    }

    private int quoteEnd(char quote) {
        int i = at + 1;
        while (i < source.length()) {
            char c = source.charAt(i);
            if (c == '\n' || c == '\r') {
                return i;
            }
            if (c == quote) {
                return i + 1;
            }
            i += c == '\\' && i + 1 < source.length() && source.charAt(i + 1) != '\n' && source.charAt(i + 1) != '\r'
                    ? 2
                    : 1;
        }
        return source.length();
    }

    private int numberEnd() {
        int i = at;
        while (i < source.length()) {
            char c = source.charAt(i);
            boolean exponentSign = (c == '+' || c == '-')
                    && "eEpP".indexOf(source.charAt(i - 1)) >= 0
                    && !source.startsWith("0x", at)
                    && i > at;
            if (!((c < 128 && Character.isLetterOrDigit(c)) || c == '_' || c == '.' || exponentSign)) {
                break;
            }
            i++;
        }
        return i;
    }

    private int wordEnd() {
        int i = at;
        while (i < source.length() && Character.isJavaIdentifierPart(source.codePointAt(i))) {
            i += Character.charCount(source.codePointAt(i));
        }
        return i;
    }

    private int symbolEnd(int width) {
        for (String operator : OPERATORS) {
            if (source.startsWith(operator, at)) {
                return at + operator.length();
            }
        }
        return at + width;
    }

    /** The place behind the bracket that closes the one at {@code at}; behind the last token if none does. */
    static int closing(String source, List<JavaToken> tokens, int at, String open, String close) {
        int depth = 0;
        for (int i = at; i < tokens.size(); i++) {
            if (tokens.get(i).is(source, open)) {
                depth++;
            } else if (tokens.get(i).is(source, close) && --depth == 0) {
                return i + 1;
            }
        }
        return tokens.size();
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }
}
