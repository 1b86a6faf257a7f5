package dev.triptych.ide.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SymbolMatchTest {

    @Test
    void theNameItselfIsBeforeItsBeginningBeforeItsWords() {
        assertThat(SymbolMatch.of("retryUpload", "acme.Net.retryUpload")).isEqualTo(SymbolMatch.SAME);
        assertThat(SymbolMatch.of("net.retryupload", "acme.Net.retryUpload")).isEqualTo(SymbolMatch.SAME);
        assertThat(SymbolMatch.of("retryUp", "acme.Net.retryUpload")).isEqualTo(SymbolMatch.BEGINNING);
        assertThat(SymbolMatch.of("upload retry", "acme.Net.retryUpload")).isEqualTo(SymbolMatch.WORDS);
        assertThat(SymbolMatch.of("net upl", "acme.Net.retryUpload")).isEqualTo(SymbolMatch.WORDS);
        assertThat(SymbolMatch.of("retry_upload", "acme.Net.retryUpload")).isEqualTo(SymbolMatch.WORDS);
        assertThat(SymbolMatch.of("where do we try again", "acme.Net.retryUpload"))
                .isEqualTo(SymbolMatch.NONE);
        assertThat(SymbolMatch.of("load", "acme.Net.retryUpload")).isEqualTo(SymbolMatch.NONE);
        assertThat(SymbolMatch.of("anything", "")).isEqualTo(SymbolMatch.NONE);
    }
}
