package dev.triptych.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextCleanerTest {
    @Test
    void whatCannotBeStoredIsReplacedOneForOneAndCounted() {
        String dirty = "a\0b\u0007c\uD800d\uDC00e\u202Ef\uFFFEg";
        TextCleaner.Cleaned clean = TextCleaner.clean(dirty);
        assertThat(clean.text())
                .isEqualTo("a\uFFFDb c\uFFFDd\uFFFDe\uFFFDf\uFFFDg")
                .hasSameSizeAs(dirty);
        assertThat(clean.replaced()).isEqualTo(6);
    }

    @Test
    void ordinaryTextOfAnyScriptStaysAsItIs() {
        String text = "Grüße, עברית \u200Fعربي 日本語 😀 e\u0301\tTab\r\nline";
        assertThat(TextCleaner.clean(text)).isEqualTo(new TextCleaner.Cleaned(text, 0));
    }

    @Test
    void aLabelIsOneLineAndNoLongerThanAsked() {
        assertThat(TextCleaner.label(" a\nb\tc\0 ", 10)).isEqualTo("a b c\uFFFD");
        assertThat(TextCleaner.label("x".repeat(50), 10)).hasSize(10).endsWith("…");
        assertThat(TextCleaner.label("12345678😀90", 10)).isEqualTo("12345678…");
    }
}
