package dev.triptych.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextPositionTest {
    @Test
    void aTextIsPooledAtItsFirstEndTokenEvenIfItIsPaddedWithThem() {
        TextPosition end = new TextPosition.FirstOf(1);
        assertThat(end.of(new int[] {0, 7, 9, 1, 1, 1})).isEqualTo(3);
        assertThat(end.of(new int[] {0, 7, 9})).isZero();
    }

    @Test
    void atTheHighestIdTheFirstOfSeveralCounts() {
        TextPosition highest = new TextPosition.HighestId();
        assertThat(highest.of(new int[] {0, 7, 9, 3, 9, 0})).isEqualTo(2);
    }

    @Test
    void theLastIsThePaddingIfThereIsSome() {
        assertThat(new TextPosition.Last().of(new int[] {5, 2, 1, 1})).isEqualTo(3);
    }
}
