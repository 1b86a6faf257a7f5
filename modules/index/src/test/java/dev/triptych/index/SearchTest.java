package dev.triptych.index;

import static dev.triptych.index.Shelf.add;
import static dev.triptych.index.Shelf.code;
import static dev.triptych.index.Shelf.paths;
import static dev.triptych.index.Shelf.picture;
import static dev.triptych.index.Shelf.text;
import static dev.triptych.index.Shelf.unit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.triptych.space.Modality;
import dev.triptych.space.Passage;
import dev.triptych.space.TriptychException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTest {
    private PassageIndex index;

    @BeforeEach
    void open(@TempDir Path temp) {
        index = Shelf.open(temp.resolve("index"));
    }

    @AfterEach
    void close() {
        index.close();
    }

    @Test
    void semanticOrdersByCosineAndSaysIt() {
        add(index, text("far.txt", "x"), 0, 1);
        add(index, text("near.txt", "x"), 1, 0.1f);
        add(index, text("middle.txt", "x"), 1, 1);
        index.commit();
        List<Hit> hits = index.search(Query.semantic(unit(1), 10));
        assertThat(paths(hits)).containsExactly("near.txt", "middle.txt", "far.txt");
        assertThat(hits.get(1).why().cosine()).isCloseTo(Math.sqrt(0.5), within(1e-4));
        assertThat(hits.get(1).why().semanticRank()).isEqualTo(2);
        assertThat(hits.get(1).why().wordsRank()).isZero();
        assertThat(index.search(Query.semantic(unit(1), 2))).hasSize(2);
    }

    @Test
    void wordsNeedNoVectorAndOrderByBm25() {
        add(index, text("once.txt", "apple and other fruit of many kinds"), 1);
        add(index, text("rare.txt", "apple quince"), 1);
        add(index, text("none.txt", "pear"), 1);
        index.commit();
        List<Hit> hits = index.search(Query.words("apple quince", 10));
        assertThat(paths(hits)).containsExactly("rare.txt", "once.txt");
        assertThat(hits.get(0).score())
                .isEqualTo(hits.get(0).why().bm25())
                .isGreaterThan(hits.get(1).score());
    }

    @Test
    void hybridPrefersWhatBothWaysFind() {
        add(index, text("both.txt", "apple"), 1, 0.2f);
        add(index, text("meaning.txt", "pear"), 1);
        add(index, text("words.txt", "apple apple apple"), 0, 1);
        add(index, text("neither.txt", "plum"), 0, 1, 1);
        index.commit();
        List<Hit> hits = index.search(Query.hybrid("apple", unit(1), 10));
        assertThat(paths(hits).get(0)).isEqualTo("both.txt");
        assertThat(paths(hits).get(3)).isEqualTo("neither.txt");
        Why why = hits.get(0).why();
        assertThat(why.semanticRank()).isEqualTo(2);
        assertThat(why.wordsRank()).isPositive();
    }

    @Test
    void aWordThatTheModelDoesNotKnowIsStillFound() {
        for (int i = 0; i < 100; i++) {
            add(index, text(i + ".txt", "filler number " + i), 1, i * 0.001f);
        }
        add(index, text("needle.txt", "error code XQ7731"), 0, 0, 1);
        index.commit();
        assertThat(paths(index.search(Query.hybrid("XQ7731", unit(1), 10)))).contains("needle.txt");
        assertThat(paths(index.search(Query.semantic(unit(1), 10)))).doesNotContain("needle.txt");
    }

    @Test
    void sharingOnlyAFrequentWordIsNoReasonInAFusion() {
        for (int i = 0; i < 40; i++) {
            add(index, text("t" + i, i < 20 ? "filler" : "the filler"), 1, i * 0.01f);
        }
        add(index, text("quince", "the quince"), 1, 1);
        index.commit();
        List<Hit> hits = index.search(Query.hybrid("the quince", unit(1), 50));
        assertThat(paths(hits).get(0)).isEqualTo("quince");
        assertThat(paths(hits).subList(1, 21))
                .isEqualTo(IntStream.range(0, 20).mapToObj(i -> "t" + i).toList());
        assertThat(index.search(Query.words("the quince", 50))).hasSize(21);
    }

    @Test
    void filtersByModality() {
        add(index, text("a.txt", "circle"), 1);
        add(index, code("A.java", "circle"), 1);
        add(index, picture("a.png", "circle"), 1);
        index.commit();
        for (Mode mode : Mode.values()) {
            Query q = new Query("circle", unit(1), mode, 10, Set.of(), "");
            assertThat(paths(index.search(q))).containsExactlyInAnyOrder("a.txt", "A.java", "a.png");
            assertThat(paths(index.search(q.in(Set.of(Modality.IMAGE))))).containsExactly("a.png");
            assertThat(paths(index.search(q.in(Set.of(Modality.TEXT, Modality.CODE)))))
                    .containsExactlyInAnyOrder("a.txt", "A.java");
        }
    }

    @Test
    void filtersByPathGlobInEveryMode() {
        for (int i = 0; i < 200; i++) {
            add(index, text("/other/" + i + ".txt", "circle"), 1);
        }
        add(index, text("/docs/deep/a.pdf", "circle"), 0, 1);
        add(index, picture("/docs/b.png", "circle"), 0, 1);
        index.commit();
        for (Mode mode : Mode.values()) {
            Query q = new Query("circle", unit(1), mode, 10, Set.of(), "");
            assertThat(paths(index.search(q.under("docs/**"))))
                    .containsExactlyInAnyOrder("/docs/deep/a.pdf", "/docs/b.png");
            assertThat(paths(index.search(q.under("*.pdf")))).containsExactly("/docs/deep/a.pdf");
            assertThat(index.search(q.under("*.gif"))).isEmpty();
            assertThat(paths(index.search(q.under("/docs").in(Set.of(Modality.IMAGE)))))
                    .containsExactly("/docs/b.png");
        }
    }

    @Test
    void findsWordsOfManyLanguagesAndIdentifiers() {
        add(index, text("de.txt", "Die Größe der Straße"), 1);
        add(index, text("zh.txt", "海滩上的狗"), 1);
        add(index, text("ru.txt", "собака на пляже"), 1);
        add(index, text("fr.txt", "L'été à la plage"), 1);
        add(index, code("A.java", "int maxRetryCount = readUtf8Line(HTTP_TIMEOUT);"), 1);
        index.commit();
        assertThat(paths(index.search(Query.words("GRÖSSE", 10)))).containsExactly("de.txt");
        assertThat(paths(index.search(Query.words("strasse", 10)))).containsExactly("de.txt");
        assertThat(paths(index.search(Query.words("海滩", 10)))).containsExactly("zh.txt");
        assertThat(paths(index.search(Query.words("Собака", 10)))).containsExactly("ru.txt");
        assertThat(paths(index.search(Query.words("plage ete", 10)))).containsExactly("fr.txt");
        for (String q : List.of("retry", "maxRetryCount", "max retry counts", "utf 8", "http timeout", "line")) {
            assertThat(paths(index.search(Query.words(q, 10)))).as(q).containsExactly("A.java");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "apple)",
                "\"apple",
                "apple AND",
                "apple:pear*?~^",
                "[apple TO",
                "+apple -apple",
                "a\\pple apple/"
            })
    void noCharacterOfAQueryIsSyntax(String words) {
        add(index, text("a.txt", "apple"), 1);
        index.commit();
        assertThat(paths(index.search(Query.words(words, 10)))).containsExactly("a.txt");
    }

    @Test
    void anEmptyQueryIsRefusedAndOneWithoutWordsFindsNothing() {
        add(index, text("a.txt", "apple"), 1);
        index.commit();
        assertThatThrownBy(() -> Query.words("  ", 10))
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining("query");
        assertThatThrownBy(() -> Query.hybrid("", new float[0], 10)).isInstanceOf(TriptychException.class);
        assertThatThrownBy(() -> Query.semantic(new float[0], 10)).isInstanceOf(TriptychException.class);
        assertThatThrownBy(() -> Query.words("apple", 0)).hasMessageContaining("k:");
        assertThat(index.search(Query.words("?! …", 10))).isEmpty();
        assertThat(paths(index.search(Query.hybrid("?! …", unit(1), 10)))).containsExactly("a.txt");
        assertThat(paths(index.search(Query.hybrid("apple", new float[0], 10)))).containsExactly("a.txt");
    }

    @Test
    void aLongQueryIsNoError() {
        add(index, text("a.txt", "apple"), 1);
        index.commit();
        StringBuilder words = new StringBuilder("apple");
        for (int i = 0; i < 5000; i++) {
            words.append(" w").append(i);
        }
        assertThat(paths(index.search(Query.words(words.toString(), 10)))).containsExactly("a.txt");
    }

    @Test
    void equalScoresAreOrderedByPathAndPlaceInTheFileHoweverTheyWereIndexed() {
        List<Passage> all = new ArrayList<>();
        for (int i = 10; i < 30; i++) {
            all.add(text(i + ".txt", "same words"));
        }
        List<String> expected =
                paths(all.stream().map(p -> new Hit(p, 0, new Why(0, 0, 0, 0))).toList());
        for (int seed = 0; seed < 3; seed++) {
            Collections.shuffle(all, new Random(seed));
            for (Passage p : all) {
                add(index, p, 1);
                if (all.indexOf(p) % 7 == 0) {
                    index.commit();
                }
            }
            index.commit();
            for (Mode mode : Mode.values()) {
                Query q = new Query("words", unit(1), mode, 100, Set.of(), "");
                assertThat(paths(index.search(q))).isEqualTo(expected);
            }
        }
    }
}
