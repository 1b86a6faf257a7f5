package dev.triptych.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triptych.space.Code;
import org.junit.jupiter.api.Test;

/** What a method's syntax tree says in words. */
class StructureViewTest {
    private static Code java(String source, String name) {
        return new Code("java", source, name, "", "");
    }

    @Test
    void statementsCallsAndWhatAValueComesFromAreToldInTheirOrder() {
        String source =
                """
                int countLines(Path file) {
                    int total = 0;
                    for (String line : Files.readAllLines(file)) {
                        if (!line.isBlank()) {
                            total = total + step;
                        }
                    }
                    return total;
                }
                """;
        assertThat(StructureView.of(java(source, "Text.countLines")))
                .hasValue("Text count Lines. file Path total 0 for each String call read All Lines if call is Blank"
                        + " total from total step return");
    }

    @Test
    void constructorsParseAndWhatDoesNotParseHasNoStructure() {
        assertThat(StructureView.of(java("Timer(long nanos) { this.start = clock(); }", "Timer.Timer")))
                .hasValue("Timer Timer. nanos this start call clock");
        assertThat(StructureView.of(java("int half(", "half"))).isEmpty();
    }
}
