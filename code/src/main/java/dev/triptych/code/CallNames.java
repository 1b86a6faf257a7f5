package dev.triptych.code;

import dev.triptych.code.JavaToken.Kind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the body of a function calls, told from its tokens: a name in front of a bracket. A walk over the tree costs twenty times as much. */
final class CallNames {
    private static final Set<String> NO_CALLS = Set.of(
            "if",
            "for",
            "while",
            "switch",
            "catch",
            "return",
            "with",
            "sizeof",
            "typeof",
            "await",
            "yield",
            "in",
            "is",
            "and",
            "or",
            "not",
            "elif",
            "match",
            "when",
            "foreach",
            "using",
            "lock",
            "until",
            "unless",
            "isset",
            "empty",
            "def",
            "fn",
            "fun",
            "func",
            "function",
            "new",
            "delete",
            "assert",
            "throw",
            "case",
            "else",
            "do",
            "except",
            "lambda",
            "go",
            "defer",
            "select",
            "range",
            "as",
            "async",
            "unset",
            "fixed",
            "checked",
            "decltype");

    /** Type arguments between a name and its bracket. */
    private static final int LONGEST_GENERIC = 12;

    private CallNames() {}

    static List<String> of(String body) {
        List<JavaToken> tokens = JavaTokens.of(body);
        Set<String> names = new LinkedHashSet<>();
        for (int i = 1; i < tokens.size() && names.size() < CodeUnit.MOST_CALLS; i++) {
            boolean tag = tokens.get(i - 1).is(body, "<")
                    && startsWithCapital(body, tokens.get(i))
                    && tokens.get(i).start() == tokens.get(i - 1).end()
                    && i > 1
                    && !(tokens.get(i - 2).end() == tokens.get(i - 1).start());
            int name = tag ? i : tokens.get(i).is(body, "(") ? called(body, tokens, i - 1) : -1;
            if (name >= 0) {
                String text = tokens.get(name).text(body);
                boolean declares = name > 0
                        && Set.of("def", "fn", "fun", "func", "function")
                                .contains(tokens.get(name - 1).text(body));
                if (!NO_CALLS.contains(text) && !declares) {
                    names.add(text.replace("$", ""));
                }
            }
        }
        return List.copyOf(names);
    }

    /** Index of the name that ends at {@code at}, behind it perhaps type arguments or the mark of a macro; -1 when there is none. */
    private static int called(String body, List<JavaToken> tokens, int at) {
        int i = at;
        if (tokens.get(i).is(body, "!") && i > 0) {
            i--;
        } else if (tokens.get(i).is(body, ">")) {
            int depth = 0;
            for (int steps = 0; i >= 0 && steps < LONGEST_GENERIC; steps++, i--) {
                depth += tokens.get(i).is(body, ">") ? 1 : tokens.get(i).is(body, "<") ? -1 : 0;
                if (depth == 0) {
                    break;
                }
            }
            i -= i > 1 && tokens.get(i - 1).is(body, "::") ? 2 : 1;
            if (depth != 0 || i < 0) {
                return -1;
            }
        }
        return tokens.get(i).kind() == Kind.WORD ? i : -1;
    }

    private static boolean startsWithCapital(String body, JavaToken token) {
        return token.kind() == Kind.WORD && Character.isUpperCase(body.codePointAt(token.start()));
    }
}
