package dev.triptych.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChunkerTest {
    /** One token for each word: what is expected can be counted by hand. */
    private static int words(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+").length;
    }

    private static List<String> cut(int max, String text, Chunker.Mark... marks) {
        List<String> pieces = new ArrayList<>();
        for (Chunker.Chunk c : new Chunker(max, ChunkerTest::words).cut(text, List.of(marks))) {
            pieces.add(text.substring(c.start(), c.end()));
        }
        return pieces;
    }

    @Test
    void paragraphsAreGatheredUpToTheLimitAndNotTorn() {
        assertThat(cut(6, "one two three\n\nfour five\n\nsix seven eight"))
                .containsExactly("one two three\n\nfour five", "six seven eight");
    }

    @Test
    void aParagraphThatIsTooLongIsCutBetweenSentences() {
        assertThat(cut(5, "This is one. Here come three words. End."))
                .containsExactly("This is one.", "Here come three words. End.");
    }

    @Test
    void aLineFeedInsideAParagraphDoesNotEndASentence() {
        assertThat(cut(6, "This sentence goes\nover two lines. Then another."))
                .containsExactly("This sentence goes\nover two lines.", "Then another.");
    }

    @Test
    void sentencesEndWhereTheScriptSaysSo() {
        Chunker chunker = new Chunker(8, text -> text.codePointCount(0, text.length()));
        String text = "日本語の文です。次の文もあります。";
        List<Chunker.Chunk> chunks = chunker.cut(text, List.of());
        assertThat(text.substring(chunks.get(0).start(), chunks.get(0).end())).isEqualTo("日本語の文です。");
    }

    @Test
    void aWordLongerThanTheLimitIsCutAndNothingOfItIsLost() {
        Chunker chunker = new Chunker(10, String::length);
        String word = "😀".repeat(50) + "x".repeat(333);
        StringBuilder all = new StringBuilder();
        for (Chunker.Chunk c : chunker.cut(word, List.of())) {
            String piece = word.substring(c.start(), c.end());
            assertThat(piece.length()).isLessThanOrEqualTo(10);
            assertThat(Character.isLowSurrogate(piece.charAt(0))).isFalse();
            all.append(piece);
        }
        assertThat(all.toString()).isEqualTo(word);
    }

    @Test
    void everyWordIsInExactlyOneChunkWhateverTheLimit() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            text.append("w").append(i).append(i % 7 == 0 ? ". " : i % 31 == 0 ? "\n\n" : i % 11 == 0 ? "\n" : " ");
        }
        for (int max : new int[] {1, 2, 5, 17, 100, 1000}) {
            List<String> pieces = cut(max, text.toString());
            assertThat(String.join(" ", pieces).split("\\s+"))
                    .isEqualTo(text.toString().strip().split("\\s+"));
            assertThat(pieces).allSatisfy(p -> assertThat(words(p)).isBetween(1, max));
        }
    }

    @Test
    void noChunkGoesOverAPageAndEachKnowsItsPageAndHeading() {
        String text = "Title\n\nFirst page.\n\nSecond page.\n\nMore\n\nlast words";
        List<Chunker.Mark> marks = List.of(
                new Chunker.Mark(0, 1, "Title"),
                new Chunker.Mark(text.indexOf("Second"), 2, "Title"),
                new Chunker.Mark(text.indexOf("More"), 2, "More"));
        List<Chunker.Chunk> chunks = new Chunker(100, ChunkerTest::words).cut(text, marks);
        assertThat(chunks)
                .containsExactly(
                        new Chunker.Chunk(0, text.indexOf("Second") - 2, 1, "Title"),
                        new Chunker.Chunk(text.indexOf("Second"), text.indexOf("More") - 2, 2, "Title"),
                        new Chunker.Chunk(text.indexOf("More"), text.length(), 2, "More"));
    }

    @Test
    void aHeadingWithoutTextStaysWithTheNextOne() {
        String text = "Part\n\nChapter\n\nwords";
        List<Chunker.Mark> marks =
                List.of(new Chunker.Mark(0, 0, "Part"), new Chunker.Mark(text.indexOf("Chapter"), 0, "Chapter"));
        assertThat(new Chunker(100, ChunkerTest::words).cut(text, marks))
                .containsExactly(new Chunker.Chunk(0, text.length(), 0, "Chapter"));
    }

    @Test
    void blankTextGivesNothing() {
        assertThat(cut(5, " \n\n\t ")).isEmpty();
        assertThat(cut(5, "")).isEmpty();
    }
}
