package dev.triptych.code;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentifiersTest {

    @ParameterizedTest
    @CsvSource({
        "HTTPServer2Config, HTTP Server 2 Config",
        "parseURLs, parse URLs",
        "URLStream, URL Stream",
        "MAX_VALUE, MAX VALUE",
        "__init$1, init 1",
        "getIsA, get Is A",
        "sha256Hex, sha 256 Hex",
        "größeÄndern, größe Ändern",
        "读取文件, 读取文件",
        "𝐱y, 𝐱y",
    })
    void anIdentifierBecomesTheWordsItIsMadeOf(String identifier, String words) {
        assertThat(Identifiers.split(identifier)).isEqualTo(words);
    }

    @Test
    void onlyOperatorsThatCalculateCompareOrDecideStay() {
        assertThat(Identifiers.split("if (itemCount >= maxItems && !done[0]) { total += a.b(c); }"))
                .isEqualTo("if item Count >= max Items && ! done 0 total += a b c");
    }

    @Test
    void commentsAndStringsGiveTheirWords() {
        assertThat(Identifiers.split("log(\"can't open\\nfileName\"); // see RFC_822 -- really"))
                .isEqualTo("log can't open file Name see RFC 822 really");
    }

    @Test
    void aLiteralTooLongToMeanAnythingIsLeftOut() {
        assertThat(Identifiers.split("x = 0xCAFEBABECAFEBABEL + 1_000")).isEqualTo("x = + 1_000");
    }

    @Test
    void brokenSourceIsCutAsFarAsItGoes() {
        assertThat(Identifiers.split("String s = \"never closed\n + '\\")).isEqualTo("String s = never closed +");
        assertThat(Identifiers.split("/* never closed")).isEqualTo("never closed");
        assertThat(Identifiers.split("\"\"\" never \\\" closed")).isEqualTo("never closed");
        assertThat(Identifiers.split("")).isEmpty();
        assertThat(Identifiers.split("\ud800")).isEmpty();
    }
}
