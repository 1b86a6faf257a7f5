package dev.triptych.code;

import dev.triptych.code.JavaToken.Kind;
import java.util.List;

/**
 * How deep a source is nested, told from its tokens before a recursive parser sees it.
 *
 * <p>Brackets are the usual nesting. Open generics, casts in a row, lambdas in a row and conditional chains nest as well, and JavaParser's time
 * grows with the third power of their number: 2,000 of them take more than three seconds, 50,000 take hours.
 */
final class Nesting {
    /** Far beyond what people and generators write; JavaParser takes less than two seconds for the worst source of this depth. */
    static final int DEEPEST = 400;

    private Nesting() {}

    static int of(String source) {
        List<JavaToken> tokens = JavaTokens.of(source);
        int brackets = 0;
        int generics = 0;
        int chain = 0;
        int deepest = 0;
        String previous = "";
        for (JavaToken token : tokens) {
            String symbol = token.kind() == Kind.SYMBOL ? token.text(source) : "";
            switch (symbol) {
                case "(", "[", "{" -> brackets++;
                case ")", "]", "}" -> brackets = Math.max(0, brackets - 1);
                default -> {}
            }
            switch (symbol) {
                case "<" -> generics++;
                case ">" -> generics = Math.max(0, generics - 1);
                case ";", "{", "}", "&&", "||" -> generics = 0;
                default -> {}
            }
            switch (symbol) {
                case "->", "?" -> chain++;
                case ";", "{", "}", "," -> chain = 0;
                // A cast in front of a cast or of a bracket.
                case "(" -> chain += previous.equals(")") ? 1 : 0;
                default -> {}
            }
            deepest = Math.max(deepest, Math.max(brackets, Math.max(generics, chain)));
            previous = symbol;
        }
        return deepest;
    }
}
