package dev.triptych.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triptych.space.TriptychException;
import org.apache.lucene.search.RegexpQuery;
import org.apache.lucene.util.automaton.CharacterRunAutomaton;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathGlobTest {
    private static boolean matches(String glob, String path) {
        RegexpQuery query = (RegexpQuery) PathGlob.query(glob, "key").orElseThrow();
        return new CharacterRunAutomaton(query.getAutomaton()).run(path);
    }

    @ParameterizedTest(name = "{0} finds {1}: {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    *.pdf            | /a/b/c.pdf       | true
                    *.pdf            | c.pdf            | true
                    *.pdf            | /a/c.pdfx        | false
                    *.pdf            | /a/cXpdf         | false
                    b/*.pdf          | /a/b/c.pdf       | true
                    b/*.pdf          | /a/b/d/c.pdf     | false
                    b/**/*.pdf       | /a/b/c.pdf       | true
                    b/**/*.pdf       | /a/b/d/e/c.pdf   | true
                    b/**             | /a/b/c.pdf       | true
                    b                | /a/b/c.pdf       | true
                    b/               | /a/b/c.pdf       | true
                    b                | /a/bb/c.pdf      | false
                    /a               | /a/b/c.pdf       | true
                    /b               | /a/b/c.pdf       | false
                    **/c.pdf         | /a/b/c.pdf       | true
                    ?.pdf            | /a/b/c.pdf       | true
                    ?.pdf            | /a/b/cc.pdf      | false
                    *.{pdf,docx}     | /a/b/c.docx      | true
                    *.{pdf,docx}     | /a/b/c.doc       | false
                    [a-c].pdf        | /a/b/c.pdf       | true
                    [!a-c].pdf       | /a/b/c.pdf       | false
                    a+b(1)&~@#<x>.t  | /a+b(1)&~@#<x>.t | true
                    "q".txt          | /"q".txt         | true
                    über*.md         | /x/über uns.md   | true
                    \\d.txt          | /5.txt           | false
                    """)
    void globs(String glob, String path, boolean found) {
        assertThat(matches(glob, path)).isEqualTo(found);
    }

    @Test
    void theEmptyGlobIsNoFilter() {
        assertThat(PathGlob.query("", "key")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{a,b", "[a-"})
    void aGlobThatIsCutShortIsRefused(String glob) {
        assertThatThrownBy(() -> PathGlob.query(glob, "key"))
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining(glob);
    }
}
