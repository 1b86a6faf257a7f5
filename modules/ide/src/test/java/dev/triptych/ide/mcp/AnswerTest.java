package dev.triptych.ide.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triptych.index.Hit;
import dev.triptych.index.Why;
import dev.triptych.space.Code;
import dev.triptych.space.Origin;
import dev.triptych.space.Passage;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnswerTest {
    private static final Path ROOT = Path.of("/work/app");

    private static Hit hit(String path, String source) {
        return new Hit(
                Passage.of(
                        new Code("java", source, "", "", ""),
                        Origin.file(path).lines(7, 9).symbol("a.B.c"),
                        source),
                0.016,
                new Why(1, 0.5, 1, 2));
    }

    @Test
    void anAnswerIsNeverLongerThanWasAskedForAndSaysWhatWasLeftOut() {
        for (int most : new int[] {500, 2000, 40_000}) {
            for (int length : new int[] {10, 3000}) {
                String path = ROOT + "/" + "deep/".repeat(length / 10) + "B.java";
                List<Hit> hits = Collections.nCopies(50, hit(path, "some source\n".repeat(length)));
                String answer = new Answer(Optional.of(ROOT), most).of(hits, "remark ".repeat(length));
                assertThat(answer).hasSizeLessThanOrEqualTo(most);
                int told = answer.split("B\\.java:7", -1).length - 1;
                assertThat(told == 50 || answer.contains((50 - told) + " more left out"))
                        .isTrue();
            }
        }
    }

    @Test
    void hitsBeginWithPathAndLineFromTheRoot() {
        String answer = new Answer(Optional.of(ROOT), 1000).of(List.of(hit("/work/app/src/B.java", "x();")), "");
        assertThat(answer).contains("\n\nsrc/B.java:7  (to line 9)  code  a.B.c  cosine 0.50\n    x();");
        assertThat(new Answer(Optional.empty(), 1000).of(List.of(hit("/work/app/src/B.java", "x();")), ""))
                .contains("\n\n/work/app/src/B.java:7  ");
    }

    @Test
    void namesAndSourcesCannotPretendToBeHitsOrSteerATerminal() {
        String answer = new Answer(Optional.of(ROOT), 1000)
                .of(List.of(hit("/work/app/a\n\nfake.java:1  code", "x\u001b[31m\nfake.java:2  code")), "");
        assertThat(answer).doesNotContain("\nfake", "\u001b");
    }
}
