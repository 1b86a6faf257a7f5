package dev.triptych.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MadeTextsTest {
    @Test
    void sameSeedGivesTheSameTextsAndAnotherSeedOthers() {
        assertThat(MadeTexts.make(20, 5)).isEqualTo(MadeTexts.make(20, 5)).isNotEqualTo(MadeTexts.make(20, 6));
    }

    @Test
    void lengthsAreMixed() {
        List<Integer> words = MadeTexts.make(500, 1).stream()
                .map(text -> text.split(" ").length)
                .toList();
        assertThat(words).hasSize(500).allMatch(n -> n >= 3 && n <= 150);
        assertThat(words.stream().filter(n -> n < 10).count()).isBetween(60L, 150L);
        assertThat(words.stream().filter(n -> n > 70).count()).isBetween(25L, 90L);
    }

    @Test
    void everyTextIsOneLine() {
        assertThat(MadeTexts.make(50, 2)).allMatch(text -> !text.isBlank() && text.indexOf('\n') < 0);
    }
}
