package dev.triptych.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConsoleTest {

    @Test
    void textOfAFileCannotSteerTheTerminal() {
        assertThat(Console.oneLine("a\u001b[2Jb\n\n c\u202ed\u0007")).isEqualTo("a [2Jb c d");
    }

    @Test
    void shortenedCutsBehindAWordAndNeverThroughACharacter() {
        assertThat(Console.shortened("one two three four", 12)).isEqualTo("one two…");
        assertThat(Console.shortened("😀😀😀😀😀😀", 6)).isEqualTo("😀😀…");
        assertThat(Console.shortened("short", 12)).isEqualTo("short");
    }
}
