package dev.triptych.ide.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineFilterTest {
    private static final String GOOD = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}\n";

    private final List<String> told = new ArrayList<>();

    private String filtered(InputStream input) throws IOException {
        try (LineFilter filter = new LineFilter(input, told::add, () -> told.add("end"))) {
            return new String(filter.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String filtered(String input) throws IOException {
        return filtered(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void messagesPassUnchangedAndTheEndIsTold() throws IOException {
        String notified = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n";
        String words = "{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"x\",\"params\":{\"q\":\"Tür 門\"}}\n";
        assertThat(filtered(GOOD + "\n" + notified + words)).isEqualTo(GOOD + notified + words);
        assertThat(told).containsExactly("end");
    }

    @Test
    void whatIsNoMessageIsDroppedAndTold() throws IOException {
        String nonsense = "hello\n[]\n42\n{\"jsonrpc\":\"2.0\"}\n{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"x\"}\n"
                + "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"x\"}\n{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\n";
        assertThat(filtered(nonsense + GOOD)).isEqualTo(GOOD);
        assertThat(told).hasSize(8).endsWith("end");
    }

    @Test
    void aLineWithoutEndTakesNoMemory() throws IOException {
        InputStream input = new SequenceInputStream(
                new ByteArrayInputStream(new byte[LineFilter.LARGEST + 1]),
                new ByteArrayInputStream(("\n" + GOOD).getBytes(StandardCharsets.UTF_8)));
        assertThat(filtered(input)).isEqualTo(GOOD);
        assertThat(told.get(0)).contains(String.valueOf(LineFilter.LARGEST + 1));
    }

    @Test
    void aMessageThatIsCutOffByTheEndIsDropped() throws IOException {
        assertThat(filtered(GOOD + "{\"jsonrpc\":\"2.0\",\"id\":2,\"met")).isEqualTo(GOOD);
    }
}
