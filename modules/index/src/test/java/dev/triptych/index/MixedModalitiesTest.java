package dev.triptych.index;

import static dev.triptych.index.Shelf.code;
import static dev.triptych.index.Shelf.paths;
import static dev.triptych.index.Shelf.picture;
import static dev.triptych.index.Shelf.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.triptych.space.Modality;
import dev.triptych.space.Passage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A space with a modality gap: texts and queries share a direction that pictures and code lack, so the cosine of any text to the
 * query is higher than that of any picture.
 */
class MixedModalitiesTest {
    private static final int WIDTH = 256;
    private static final int GAP = 1;

    private final Random random = new Random(7);
    private PassageIndex index;

    @BeforeEach
    void open(@TempDir Path temp) {
        index = PassageIndex.open(temp.resolve("index"), Shelf.MODEL, WIDTH);
    }

    @AfterEach
    void close() {
        index.close();
    }

    private void add(Passage p, float topic, float gap) {
        float[] v = new float[WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            v[i] = (float) random.nextGaussian() * 0.15f;
        }
        v[0] += topic;
        v[GAP] += gap;
        index.replace(p.origin().path(), "1", List.of(p), new float[][] {Shelf.unit(v)});
    }

    private static float[] query() {
        return Shelf.unit(Arrays.copyOf(new float[] {2, 2}, WIDTH));
    }

    private static List<Hit> of(List<Hit> hits, Modality m) {
        return hits.stream().filter(h -> h.passage().modality() == m).toList();
    }

    @Test
    void picturesThatFitAreAmongTheFirstTenThoughAllTextsHaveHigherCosines() {
        for (int i = 0; i < 300; i++) {
            boolean fits = i < 30;
            add(text("t" + i, fits ? "a dog on the beach " + i : "on the words " + i), fits ? 3 : 0, 3);
            add(picture("p" + i, ""), i < 5 ? 2 : 0, -2.5f);
            add(code("c" + i, "int x" + i), 0, 1);
        }
        index.commit();
        for (Query q : List.of(Query.semantic(query(), 10), Query.hybrid("a dog on the beach", query(), 10))) {
            List<Hit> hits = index.search(q);
            List<Hit> pictures = of(hits, Modality.IMAGE);
            List<Hit> texts = of(hits, Modality.TEXT);
            assertThat(pictures).hasSizeGreaterThanOrEqualTo(2);
            assertThat(paths(pictures)).isSubsetOf("p0", "p1", "p2", "p3", "p4");
            assertThat(texts)
                    .hasSizeGreaterThanOrEqualTo(4)
                    .allMatch(h -> h.passage().words().contains("dog"));
            assertThat(of(hits, Modality.CODE)).hasSizeLessThanOrEqualTo(1);
            assertThat(pictures).allSatisfy(p -> assertThat(p.why().cosine())
                    .isLessThan(index.search(Query.semantic(query(), 300).in(Set.of(Modality.TEXT)))
                            .get(299)
                            .why()
                            .cosine()));
        }
    }

    @Test
    void aModalityWithNothingToSayIsSeenOnceOnTheFirstPage() {
        for (int i = 0; i < 300; i++) {
            add(text("t" + i, "words " + i), i < 30 ? 3 : 0, 1);
            add(picture("p" + i, ""), 0, -2);
        }
        index.commit();
        List<Hit> hits = index.search(Query.semantic(query(), 10));
        assertThat(of(hits, Modality.IMAGE)).hasSizeBetween(1, 2);
        assertThat(of(hits.subList(0, 4), Modality.IMAGE)).isEmpty();
    }

    @Test
    void ofTwoPassagesTheOneThatFitsComesFirstWhateverItsModality() {
        add(text("a", "words"), 0, 0);
        add(picture("b", ""), 2, 0);
        index.commit();
        assertThat(paths(index.search(Query.hybrid("a dog", query(), 10)))).containsExactly("b", "a");
        index.remove("b");
        add(picture("A", ""), 0, 0);
        add(text("a", "words"), 2, 0);
        index.commit();
        assertThat(paths(index.search(Query.hybrid("a dog", query(), 10)))).containsExactly("a", "A");
    }

    @Test
    void thePictureOfTwoThatFitsPrecedesTheTextOfTwoThatDoesNot() {
        add(text("t0", "words"), 1, 0);
        add(text("t1", "words"), 0, 0);
        add(picture("p0", ""), 2, 0);
        add(picture("p1", ""), 0, 0);
        index.commit();
        assertThat(paths(index.search(Query.semantic(query(), 2)))).containsExactlyInAnyOrder("t0", "p0");
    }

    @Test
    void aHandfulOfWhichMostFitsPrecedesTheOnePassageOfAnotherModalityThatDoesNot() {
        add(text("note", "words"), 0.1f, 0);
        float[] fits = {5, 1.5f, 0.9f, 0, 0};
        for (int i = 0; i < fits.length; i++) {
            add(code("c" + i, "void run" + i + "() {}"), fits[i], fits[i]);
        }
        index.commit();
        assertThat(paths(index.search(Query.semantic(query(), 3))).get(0)).isEqualTo("c0");
    }

    @Test
    void ofTwoModalitiesThatBothAnswerClearlyTheClearerComesFirst() {
        for (int i = 0; i < 60; i++) {
            add(text("z" + i, "words"), i == 0 ? 6 : 0, 0);
            add(picture("a" + i, ""), i == 0 ? 2 : 0, 0);
        }
        index.commit();
        assertThat(paths(index.search(Query.semantic(query(), 2)))).containsExactly("z0", "a0");
    }

    @Test
    void scoresNeverRiseDownTheList() {
        for (int i = 0; i < 50; i++) {
            add(text("t" + i, "dog " + i), 1, 1);
            add(picture("p" + i, i % 2 == 0 ? "dog" : ""), 1, -1);
            add(code("c" + i, "Dog d" + i), 1, 0);
        }
        index.commit();
        List<Hit> hits = index.search(Query.hybrid("dog", query(), 150));
        assertThat(hits).hasSize(150);
        for (int i = 1; i < hits.size(); i++) {
            assertThat(hits.get(i).score()).isLessThanOrEqualTo(hits.get(i - 1).score());
        }
        assertThat(paths(hits)).doesNotHaveDuplicates();
    }
}
