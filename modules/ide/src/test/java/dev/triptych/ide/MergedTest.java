package dev.triptych.ide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triptych.index.Hit;
import dev.triptych.index.Why;
import dev.triptych.space.Origin;
import dev.triptych.space.Passage;
import dev.triptych.space.Text;
import java.util.List;
import org.junit.jupiter.api.Test;

class MergedTest {

    private static Hit hit(String path, double score, double cosine) {
        return new Hit(
                Passage.of(Text.of(path), Origin.file(path), path),
                score,
                new Why(cosine > 0 ? 1 : 0, cosine, cosine > 0 ? 0 : 1, 1));
    }

    private static List<String> paths(List<Hit> hits) {
        return hits.stream().map(h -> h.origin().path()).toList();
    }

    @Test
    void aFolderThatHasNothingToSayComesBehindOneThatHas() {
        List<Hit> near = List.of(hit("a1", 0.016, 0.8), hit("a2", 0.015, 0.7));
        List<Hit> far = List.of(hit("b1", 0.016, 0.2), hit("b2", 0.015, 0.1));
        assertThat(paths(Merged.of(List.of(far, near), 3))).containsExactly("a1", "a2", "b1");
    }

    @Test
    void eachFolderKeepsItsOwnOrder() {
        // What only words found has no cosine, and may still be the best of its folder.
        List<Hit> one = List.of(hit("words", 0.016, 0), hit("x", 0.015, 0.9), hit("y", 0.014, 0.95));
        List<Hit> other = List.of(hit("z", 0.016, 0.5));
        assertThat(paths(Merged.of(List.of(other, one), 9))).containsExactly("words", "x", "y", "z");
    }

    @Test
    void aFileOfTwoFoldersIsFoundOnce() {
        List<Hit> outer = List.of(hit("a", 0.016, 0.5), hit("b", 0.015, 0.4));
        List<Hit> inner = List.of(hit("a", 0.016, 0.5));
        assertThat(paths(Merged.of(List.of(outer, inner), 9))).containsExactly("a", "b");
    }
}
