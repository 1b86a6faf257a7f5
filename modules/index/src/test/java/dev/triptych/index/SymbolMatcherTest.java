package dev.triptych.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triptych.index.SymbolMatcher.Match;
import dev.triptych.index.SymbolMatcher.Symbol;
import org.junit.jupiter.api.Test;

class SymbolMatcherTest {
    /** Every word is equally rare, but "get" is not, and "where" and "we" are in no name. */
    private static double value(String query, String symbol) {
        return match(query, symbol).value();
    }

    private static Match match(String query, String symbol) {
        return new SymbolMatcher(query, w -> switch (w) {
                    case "get" -> 0.1;
                    case "where", "we" -> 0;
                    default -> 3;
                })
                .match(Symbol.of(symbol));
    }

    @Test
    void theNameItselfIsWorthMostHoweverItIsQualified() {
        for (String query :
                new String[] {"retryUpload", "Net.retryUpload", "Net#retryUpload", "Net::retryUpload", "retryUpload()"
                }) {
            assertThat(value(query, "org.example.Net.retryUpload")).as(query).isEqualTo(2);
        }
        assertThat(value("Other.retryUpload", "org.example.Net.retryUpload")).isLessThan(1);
        assertThat(value("upload", "org.example.Net.retryUpload")).isLessThan(1);
    }

    @Test
    void theSameWordsInAnotherSpellingAreWorthOne() {
        for (String query :
                new String[] {"retry upload", "retry_upload", "RetryUploads", "upload retry", "retry-upload"}) {
            assertThat(value(query, "org.example.Net.retryUpload")).as(query).isEqualTo(1);
        }
        assertThat(value("net retry upload", "org.example.Net.retryUpload"))
                .as("with its type")
                .isEqualTo(1);
    }

    @Test
    void wordsThatAreInNoNameTakeLittleAway() {
        assertThat(value("where we retry upload", "Net.retryUpload")).isBetween(0.5, 0.99);
        assertThat(value("retry upload of files", "Net.retryUpload")).isBetween(0.1, 0.99);
    }

    @Test
    void moreSharedWordsAreWorthMoreAndFrequentOnesLittle() {
        assertThat(value("retry upload", "Net.retryUpload")).isGreaterThan(value("retry upload", "Net.retry"));
        assertThat(value("retry upload", "Net.retry")).isPositive();
        assertThat(value("get name", "Net.getSize")).isLessThan(0.1);
        assertThat(match("get name", "Tree.height")).isEqualTo(Match.NONE);
    }

    @Test
    void aSentenceThatSharesAWordDoesNotName() {
        assertThat(match("retry when the server is down", "Net.retryUpload")).isEqualTo(Match.NONE);
    }

    @Test
    void theBeginningOfANameIsWorthLessThanTheNameAndMoreThanHalfOfIt() {
        double begins = value("retryUp", "Net.retryUpload");
        assertThat(begins).isBetween(value("upload size", "Net.retryUpload"), value("retryUpload", "Net.retryUpload"));
        assertThat(value("re", "Net.retryUpload"))
                .as("too short to mean anything")
                .isZero();
        assertThat(value("Net.retryUp", "a.Net.retryUpload")).isEqualTo(begins);
    }

    @Test
    void itSaysHow() {
        assertThat(match("retryUpload", "Net.retryUpload").how()).isEqualTo("exactly retryUpload");
        assertThat(match("retry", "Net.retryUpload").how()).contains("retryUpload");
        assertThat(match("retry upload something", "Net.retryUpload").how()).isEqualTo("2 of 2 words of retryUpload");
    }

    @Test
    void nothingHasNoName() {
        assertThat(match("retry", "")).isEqualTo(Match.NONE);
        assertThat(match("", "Net.retry")).isEqualTo(Match.NONE);
        assertThat(match("?!", "Net.retry")).isEqualTo(Match.NONE);
    }
}
