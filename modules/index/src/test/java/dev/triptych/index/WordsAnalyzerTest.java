package dev.triptych.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class WordsAnalyzerTest {
    private static Iterable<String> terms(String words) throws IOException {
        try (WordsAnalyzer analyzer = new WordsAnalyzer()) {
            return WordQuery.terms(words, "words", analyzer);
        }
    }

    @Test
    void identifiersGiveTheirPartsAndThemselves() throws IOException {
        assertThat(terms("parseHttpHeader")).containsExactlyInAnyOrder("parse", "http", "header", "parsehttpheader");
        assertThat(terms("MAX_RETRY_COUNT")).containsExactlyInAnyOrder("max", "retry", "count", "max_retry_count");
        assertThat(terms("utf8")).containsExactlyInAnyOrder("utf", "8", "utf8");
        assertThat(terms("XMLParser")).contains("xmlparser");
    }

    @Test
    void caseAccentsAndPluralsMeet() throws IOException {
        assertThat(terms("Größe")).containsExactly("grosse");
        assertThat(terms("Files file FILE")).containsExactly("file");
    }

    @Test
    void noWordIsDroppedForBeingFrequent() throws IOException {
        assertThat(terms("to be or not to be")).contains("to", "be", "or", "not");
    }

    @Test
    void chineseGivesPairs() throws IOException {
        assertThat(terms("海滩上")).containsExactly("海滩", "滩上");
    }
}
