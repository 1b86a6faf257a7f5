package dev.triptych.code;

import dev.triptych.code.JavaToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The declaration at the beginning of a piece of Java, found from its tokens alone.
 *
 * @param form type, method or constructor
 * @param name the declared name
 * @param before what stands before the name: the return type of a method, the keyword of a type
 * @param after what stands between the name and the body: parameters and exceptions, or what a type extends
 * @param body index of the first token behind the declaration
 */
record JavaHeader(Form form, String name, List<JavaToken> before, List<JavaToken> after, int body) {
    enum Form {
        TYPE,
        METHOD,
        CONSTRUCTOR
    }

    static final Set<String> MODIFIERS = Set.of(
            "public",
            "protected",
            "private",
            "static",
            "final",
            "abstract",
            "synchronized",
            "native",
            "strictfp",
            "transient",
            "volatile",
            "default",
            "sealed");

    private static final Set<String> TYPE_WORDS = Set.of("class", "interface", "enum", "record");

    private static final Set<String> NO_NAME = Set.of(
            "if", "for", "while", "switch", "catch", "try", "return", "throw", "new", "super", "this", "assert", "else",
            "do", "case", "yield");

    JavaHeader {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /** The declaration, or empty when the piece begins with something else (a statement, the middle of a method, a field). */
    static Optional<JavaHeader> find(String source, List<JavaToken> tokens) {
        List<JavaToken> before = new ArrayList<>();
        for (int i = preamble(source, tokens); i < tokens.size(); i++) {
            JavaToken token = tokens.get(i);
            String text = token.text(source);
            boolean annotationType = text.equals("@") && next(source, tokens, i).equals("interface");
            if (token.kind() == Kind.COMMENT || MODIFIERS.contains(text) || annotationType) {
                continue;
            }
            if (text.equals("@")) {
                i = annotationEnd(source, tokens, i) - 1;
            } else if (TYPE_WORDS.contains(text) && before.isEmpty() && isWord(tokens, i + 1)) {
                return Optional.of(type(source, tokens, i));
            } else if (NO_NAME.contains(text)
                    || text.equals("=")
                    || text.equals(";")
                    || text.equals("{")
                    || text.equals("}")) {
                return Optional.empty();
            } else if (text.equals("<") && before.isEmpty()) {
                i = JavaTokens.closing(source, tokens, i, "<", ">") - 1;
            } else if (token.kind() == Kind.WORD && next(source, tokens, i).equals("(")) {
                return callable(source, tokens, i, before);
            } else {
                before.add(token);
            }
        }
        return Optional.empty();
    }

    /** Index behind the annotation that begins at {@code at}. */
    static int annotationEnd(String source, List<JavaToken> tokens, int at) {
        int i = at + 2;
        while (i + 1 < tokens.size() && tokens.get(i).is(source, ".")) {
            i += 2;
        }
        return i < tokens.size() && tokens.get(i).is(source, "(") ? JavaTokens.closing(source, tokens, i, "(", ")") : i;
    }

    /** Index of the first token that is neither a comment nor part of a package or import statement. */
    private static int preamble(String source, List<JavaToken> tokens) {
        int i = 0;
        while (i < tokens.size()) {
            JavaToken token = tokens.get(i);
            if (token.is(source, "package") || token.is(source, "import")) {
                while (i < tokens.size() && !tokens.get(i).is(source, ";")) {
                    i++;
                }
            } else if (token.kind() != Kind.COMMENT) {
                return i;
            }
            i++;
        }
        return i;
    }

    private static JavaHeader type(String source, List<JavaToken> tokens, int at) {
        int end = at + 2;
        while (end < tokens.size() && !tokens.get(end).is(source, "{")) {
            end++;
        }
        return new JavaHeader(
                Form.TYPE,
                tokens.get(at + 1).text(source),
                tokens.subList(at, at + 1),
                tokens.subList(at + 2, end),
                Math.min(end + 1, tokens.size()));
    }

    private static Optional<JavaHeader> callable(
            String source, List<JavaToken> tokens, int at, List<JavaToken> before) {
        int end = JavaTokens.closing(source, tokens, at + 1, "(", ")");
        while (end < tokens.size()
                && !tokens.get(end).is(source, "{")
                && !tokens.get(end).is(source, ";")) {
            end++;
        }
        boolean body = end < tokens.size() && tokens.get(end).is(source, "{");
        if (before.isEmpty() && !body) {
            return Optional.empty();
        }
        return Optional.of(new JavaHeader(
                before.isEmpty() ? Form.CONSTRUCTOR : Form.METHOD,
                tokens.get(at).text(source),
                before,
                tokens.subList(at + 1, end),
                Math.min(end + 1, tokens.size())));
    }

    private static String next(String source, List<JavaToken> tokens, int i) {
        return i + 1 < tokens.size() ? tokens.get(i + 1).text(source) : "";
    }

    private static boolean isWord(List<JavaToken> tokens, int i) {
        return i < tokens.size() && tokens.get(i).kind() == Kind.WORD;
    }
}
