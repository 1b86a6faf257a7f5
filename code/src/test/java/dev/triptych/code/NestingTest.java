package dev.triptych.code;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NestingTest {

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "{", "f(", "List<", "a<", "(A)", "((A)", "x->", "(x)->", "a?b:"})
    void whatMakesAParserSlowIsCounted(String piece) {
        assertThat(Nesting.of("f = " + piece.repeat(1000) + ";")).isBetween(900, 2000);
    }

    @Test
    void bracketsInStringsAndCommentsAndStatementsInARowAreNot() {
        assertThat(Nesting.of("/* ((( */ \"[[[\" // {{{\n '('")).isZero();
        assertThat(Nesting.of("if (a < b && c < d) { e(f); }".repeat(1000))).isEqualTo(2);
        assertThat(Nesting.of("a = b ? c : d; Map<A, B> m = (C) (d); f(x -> y, z -> w);".repeat(1000)))
                .isEqualTo(1);
        assertThat(Nesting.of("}])".repeat(10) + "(")).isEqualTo(1);
    }
}
