package dev.triptych.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LikenessTest {
    private static boolean alike(String one, String other) {
        return Likeness.alike(Likeness.of(one), Likeness.of(other));
    }

    private static String body(int statements, Random random) {
        StringBuilder s = new StringBuilder("void run() {\n");
        for (int i = 0; i < statements; i++) {
            s.append("  value")
                    .append(random.nextInt(1000))
                    .append(" = call")
                    .append(i)
                    .append("(a, b);\n");
        }
        return s.append("}").toString();
    }

    @Test
    void copiesAreAlikeWhateverTheirLineBreaks() {
        assertThat(alike("int size() { return size; }", "int size()\n{\n    return size;\n}\n"))
                .isTrue();
    }

    @Test
    void aLongBodyWithOneChangedWordIsNearlyTheSame() {
        String body = body(40, new Random(1));
        assertThat(alike(body, body.replace("call20", "other"))).isTrue();
    }

    @Test
    void shortBodiesThatDifferInAWordAreNotAlike() {
        assertThat(alike("int size() { return size; }", "int width() { return width; }"))
                .isFalse();
        assertThat(alike("return a;", "return b;")).isFalse();
    }

    @Test
    void bodiesOfTheSameShapeAreNotAlike() {
        int alike = 0;
        for (int seed = 0; seed < 200; seed++) {
            alike += alike(body(20, new Random(seed)), body(20, new Random(seed + 1000))) ? 1 : 0;
        }
        assertThat(alike).isZero();
    }

    @Test
    void nothingIsLikeWhatHasNoSignature() {
        assertThat(Likeness.alike(new byte[0], new byte[0])).isFalse();
        assertThat(alike("", "")).isTrue();
        assertThat(alike("", "a b c d")).isFalse();
    }
}
