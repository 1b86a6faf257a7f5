package dev.triptych.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextDecoderTest {
    @ParameterizedTest
    @CsvSource({
        "UTF-8, 'Grüße aus Köln, schöne Straße'",
        "UTF-16LE, 'Grüße aus Köln, schöne Straße'",
        "UTF-16BE, 'Grüße aus Köln, schöne Straße'",
        "windows-1252, 'Die Übung über größere Straßen führt natürlich zu schönen Ergebnissen für jeden Schüler.'",
        "Shift_JIS, '日本語の文書です。これは文字コードの検出を試すための文章です。'",
        "GB18030, '这是一个用来测试字符集检测的中文文件。我们希望能够正确地读取它。'",
        "KOI8-R, 'Однажды, в студеную зимнюю пору, я из лесу вышел; был сильный мороз.'",
        "windows-1251, 'Однажды, в студеную зимнюю пору, я из лесу вышел; был сильный мороз.'"
    })
    void theCharacterSetIsFoundWithoutBeingTold(String charset, String text) {
        assertThat(TextDecoder.decode(text.getBytes(Charset.forName(charset)))).isEqualTo(text);
    }

    @Test
    void aByteOrderMarkIsObeyedAndNotKept() {
        assertThat(TextDecoder.decode("\uFEFFab".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("ab");
        assertThat(TextDecoder.decode("\uFEFFää".getBytes(StandardCharsets.UTF_16LE)))
                .isEqualTo("ää");
        assertThat(TextDecoder.decode("\uFEFF日本".getBytes(StandardCharsets.UTF_16BE)))
                .isEqualTo("日本");
    }

    @Test
    void aDamagedByteInUtf8WithAMarkDoesNotChangeTheRest() {
        byte[] bytes = "\uFEFFGrüße xx Grüße".getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 9] = (byte) 0xFF;
        assertThat(TextDecoder.decode(bytes))
                .startsWith("Grüße")
                .contains("\uFFFD")
                .endsWith("Grüße");
    }

    @Test
    void binaryIsNotTakenForText() {
        byte[] binary = new byte[1000];
        for (int i = 0; i < binary.length; i++) {
            binary[i] = (byte) (i * 7);
        }
        assertThat(TextDecoder.looksLikeText(binary)).isFalse();
        assertThat(TextDecoder.looksLikeText("text\n".getBytes(StandardCharsets.UTF_16BE)))
                .isTrue();
        assertThat(TextDecoder.looksLikeText("plain text\n".getBytes(StandardCharsets.US_ASCII)))
                .isTrue();
    }
}
