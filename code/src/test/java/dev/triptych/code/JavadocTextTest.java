package dev.triptych.code;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavadocTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{@code List<String>} of names | List<String> of names",
                "{@link java.util.Map#get(Object, int) the value} | the value",
                "{@link java.util.Map#get(Object, int)} | Map.get",
                "{@linkplain #close()} it | close it",
                "{@code a {b} c} d | a {b} c d",
                "{@return the size} | Returns the size",
                "{@inheritDoc} | ''",
                "<p>One <b>two</b> <a href=\"x\">three</a><br>four</p> | One two three four",
                "0 <= i && i < n | 0 <= i && i < n",
                "a &lt; b &amp;&nbsp;c &#169; &unknown; | a < b & c © &unknown;",
                "{@code never closed | never closed",
                "{@link never | never",
                "<never closed | <never closed",
            })
    void markupBecomesWords(String comment, String words) {
        assertThat(JavadocText.words(comment)).isEqualTo(words);
    }

    @Test
    void asterisksAndBlockTagsAreNoWords() {
        assertThat(JavadocText.words(
                        "*\n   * Opens the file.\r\n\t** Then reads it.\n * @param x not this\n * nor this\n"))
                .isEqualTo("Opens the file. Then reads it.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Opens it. Then reads. | Opens it.",
                "Opens a file, e.g. a zip (i.e. an archive) for version 1.5. More. | Opens a file, e.g. a zip (i.e. an archive) for version 1.5.",
                "Is it open? Yes. | Is it open?",
                "<p>Opens it<p>More here. | Opens it",
                "Sums up <ul><li>one</ul> | Sums up",
                "no end | no end",
            })
    void theFirstSentenceEndsAtItsMarkOrItsParagraph(String comment, String sentence) {
        assertThat(JavadocText.firstSentence(comment)).isEqualTo(sentence);
    }

    @Test
    void aBlankLineEndsTheFirstSentence() {
        assertThat(JavadocText.firstSentence("\n * Opens it\n *\n * More.")).isEqualTo("Opens it");
    }

    @Test
    void hostileCommentsTakeNoLongerThanTheirLength() {
        for (String piece : new String[] {"{@return ", "<a", "&", "{", "{@link (", "<p>", "@", "*"}) {
            assertThat(JavadocText.words(piece.repeat(100_000))).isNotNull();
        }
    }
}
