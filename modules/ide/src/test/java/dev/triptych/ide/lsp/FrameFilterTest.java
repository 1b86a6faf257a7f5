package dev.triptych.ide.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameFilterTest {
    private static final String GOOD = "Content-Length: 2\r\n\r\n{}";

    private final List<String> dropped = new ArrayList<>();

    private String filtered(String input) throws IOException {
        return filtered(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    }

    private String filtered(InputStream input) throws IOException {
        try (FrameFilter filter = new FrameFilter(input, dropped::add)) {
            return new String(filter.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void wholeFramesPassUnchanged() throws IOException {
        String umlaut = "Content-Length: 7\r\n\r\n\"ä ö\"";
        assertThat(filtered(GOOD + umlaut + GOOD)).isEqualTo(GOOD + umlaut + GOOD);
        assertThat(filtered("Content-Type: application/vscode-jsonrpc; charset=utf-8\r\ncontent-length: 2\r\n\r\n{}"))
                .isEqualTo(GOOD);
        assertThat(dropped).isEmpty();
    }

    @Test
    void whatStandsBetweenFramesIsDroppedAndTold() throws IOException {
        assertThat(filtered("hello\r\n" + GOOD + "\u0000\u0001garbage\n\n" + GOOD))
                .isEqualTo(GOOD + GOOD);
        assertThat(dropped).hasSize(2).allSatisfy(d -> assertThat(d).contains("Content-Length"));
    }

    @Test
    void anEndlessLineTakesNoMemory() throws IOException {
        InputStream endless = new SequenceInputStream(
                new ByteArrayInputStream(new byte[FrameFilter.LARGEST + 1]),
                new ByteArrayInputStream(("\r\n" + GOOD).getBytes(StandardCharsets.UTF_8)));
        assertThat(filtered(endless)).isEqualTo(GOOD);
        assertThat(dropped).singleElement().asString().hasSizeLessThan(200);
    }

    @Test
    void aFrameThatIsTooLargeIsSkippedAndTheNextOneIsRead() throws IOException {
        int length = FrameFilter.LARGEST + 1;
        InputStream input = new SequenceInputStream(
                new ByteArrayInputStream(("Content-Length: " + length + "\r\n\r\n").getBytes(StandardCharsets.UTF_8)),
                new SequenceInputStream(
                        new ByteArrayInputStream(new byte[length]),
                        new ByteArrayInputStream(GOOD.getBytes(StandardCharsets.UTF_8))));
        assertThat(filtered(input)).isEqualTo(GOOD);
        assertThat(dropped).singleElement().asString().contains(String.valueOf(length));
    }

    @Test
    void framesThatLieAboutTheirLengthEndWithTheInput() throws IOException {
        assertThat(filtered("Content-Length: 2147483648\r\n\r\n{}")).isEmpty();
        assertThat(filtered("Content-Length: 50000000\r\n\r\n{}")).isEmpty();
        assertThat(filtered("Content-Length: -5\r\n\r\n" + GOOD)).isEqualTo(GOOD);
        assertThat(filtered("Content-Length: 99999999999999999999\r\n\r\n" + GOOD))
                .isEqualTo(GOOD);
        assertThat(filtered("Content-Length: two\r\n\r\n" + GOOD)).isEqualTo(GOOD);
    }
}
