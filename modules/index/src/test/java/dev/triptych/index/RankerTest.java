package dev.triptych.index;

import static dev.triptych.index.Shelf.paths;
import static dev.triptych.index.Shelf.unit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.triptych.space.Code;
import dev.triptych.space.Origin;
import dev.triptych.space.Passage;
import dev.triptych.space.Text;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ranks code, part by part: where meaning is silent each of the others decides. */
class RankerTest {
    private PassageIndex index;
    private int number;

    @BeforeEach
    void open(@TempDir Path temp) {
        index = Shelf.open(temp.resolve("index"));
    }

    @AfterEach
    void close() {
        index.close();
    }

    private void method(String path, String symbol, String source, float... vector) {
        Passage p = Passage.of(Code.java(source), Origin.file(path).lines(1, 2).symbol(symbol), source);
        Shelf.add(index, p, vector);
    }

    /** Passages of all directions, so that there is something usual to differ from. */
    private void others(int count) {
        for (int i = 0; i < count; i++) {
            method(
                    "/r/other" + i + ".java",
                    "Other" + i + ".run",
                    "void run() { step" + i + "(); }",
                    0,
                    1,
                    number++ * 0.01f);
        }
        index.commit();
    }

    private List<Hit> search(String words) {
        return index.search(Query.hybrid(words, unit(1), 10));
    }

    @Test
    void theDefinitionComesBeforeItsUses() {
        for (int i = 0; i < 5; i++) {
            method(
                    "/r/Use" + i + ".java",
                    "Use" + i + ".go",
                    "void go() { client.retryUpload(); retryUpload(" + i + "); }",
                    1,
                    0.1f);
        }
        method("/r/Net.java", "Net.retryUpload", "void retryUpload() { while (true) send(); }", 1, 0.11f);
        others(50);
        for (String query : List.of("retryUpload", "Net.retryUpload", "retry upload")) {
            assertThat(paths(search(query)).get(0)).as(query).isEqualTo("/r/Net.java");
        }
    }

    @Test
    void aNameIsFoundThoughMeaningAndWordsAreFar() {
        others(200);
        method("/r/Net.java", "Net.retryUpload", "void x() { }", 0, 0, 1);
        index.commit();
        assertThat(paths(search("retryUpload"))).contains("/r/Net.java");
        assertThat(paths(search("retryUp")).get(0)).as("its beginning").isEqualTo("/r/Net.java");
    }

    @Test
    void testsStandLowerUnlessTheyAreAskedFor() {
        method("/r/src/test/NetTest.java", "NetTest.upload", "void upload() { a(); }", 1, 0.1f);
        method("/r/src/main/Net.java", "Net.upload", "void upload() { b(); }", 1, 0.11f);
        others(50);
        assertThat(paths(search("upload")).subList(0, 2))
                .containsExactly("/r/src/main/Net.java", "/r/src/test/NetTest.java");
        assertThat(paths(search("test of upload")).get(0)).isEqualTo("/r/src/test/NetTest.java");
    }

    @Test
    void copiesAreFoldedIntoTheBestAndSayWhereTheyAre() {
        for (int i = 0; i < 4; i++) {
            method("/r/" + i + "/Net.java", "a" + i + ".Net.upload", "void upload() { send(); }", 1, 0.1f * (i + 1));
        }
        method("/r/Net2.java", "Net.download", "void download() { receive(); }", 1, 0.9f);
        others(50);
        List<Hit> hits = search("upload");
        assertThat(paths(hits))
                .startsWith("/r/0/Net.java")
                .doesNotContain("/r/1/Net.java")
                .contains("/r/Net2.java");
        assertThat(hits.get(0).like())
                .extracting(Origin::toString)
                .containsExactly("/r/1/Net.java:1", "/r/2/Net.java:1", "/r/3/Net.java:1");
    }

    @Test
    void ofAFunctionInWindowsTheBestIsShownAndAnOverloadIsAnotherFunction() {
        index.replace(
                "/r/Net.java",
                "hash",
                List.of(
                        window("void send()", "open();", 1),
                        window("void send()", "while (more()) put();", 2),
                        window("void send()", "close(); log(1, 2, 3);", 3),
                        window("void send(int times)", "repeat(times);", 9)),
                new float[][] {unit(1, 0.2f), unit(1, 0.1f), unit(1, 0.3f), unit(1, 0.4f)});
        others(50);
        assertThat(search("transmission"))
                .filteredOn(hit -> hit.origin().path().equals("/r/Net.java"))
                .extracting(hit -> hit.origin().firstLine())
                .containsExactly(2, 9);
    }

    private static Passage window(String signature, String source, int line) {
        Origin origin = Origin.file("/r/Net.java").lines(line, line).symbol("Net.send");
        return Passage.of(new Code("java", source, "Net.send", signature, ""), origin, source);
    }

    @Test
    void manyCopiesDoNotPushEverythingElseOut() {
        for (int i = 0; i < 100; i++) {
            method("/r/" + i + "/Net.java", "a" + i + ".Net.upload", "void upload() { send(); }", 1, 0.001f * i);
        }
        others(50);
        List<Hit> hits = search("upload");
        assertThat(hits).hasSize(10);
        assertThat(hits.get(0).like()).hasSize(99);
    }

    @Test
    void textsAreNeverFolded() {
        for (int i = 0; i < 3; i++) {
            Shelf.add(index, Passage.of(Text.of("apple"), Origin.file(i + ".txt"), "apple"), 1);
        }
        index.commit();
        assertThat(search("apple")).hasSize(3).allMatch(h -> h.like().isEmpty());
    }

    @Test
    void wordsOfThePathFindWeakly() {
        method("/r/billing/A.java", "A.run", "void run() { one(); }", 0, 1);
        method("/r/B.java", "B.run", "void run() { billing(); }", 0, 1);
        others(20);
        List<Hit> hits = index.search(Query.words("billing", 10));
        assertThat(paths(hits)).containsExactly("/r/B.java", "/r/billing/A.java");
        assertThat(hits.get(0).score()).isGreaterThan(2 * hits.get(1).score());
    }

    @Test
    void thePartsOfAScoreSayWhatTheyAreAndAddUpToItsOrder() {
        method("/r/tests/Net.java", "Net.retryUpload", "void retryUpload() { }", 1, 0.1f);
        others(50);
        List<Hit> hits = search("retryUpload");
        List<Part> parts = hits.get(0).why().parts();
        assertThat(parts).extracting(Part::name).containsExactly("meaning", "words", "symbol", "place");
        assertThat(parts.get(1).value()).isCloseTo(1.5, within(1e-6));
        assertThat(parts.get(2).because()).isEqualTo("exactly retryUpload");
        assertThat(parts.get(3).value()).isNegative();
        assertThat(parts.get(3).because()).isEqualTo("a test");
        double before = Double.POSITIVE_INFINITY;
        for (Hit hit : hits) {
            double sum = hit.why().parts().stream().mapToDouble(Part::value).sum();
            assertThat(sum).isLessThanOrEqualTo(before);
            before = sum;
        }
    }

    @Test
    void meaningAloneAndWordsAloneKnowNothingOfNames() {
        method("/r/Net.java", "Net.retryUpload", "void x() { }", 0, 0, 1);
        others(20);
        assertThat(index.search(Query.words("retryUpload", 10))).isEmpty();
        assertThat(index.search(Query.semantic(unit(1), 10)))
                .allSatisfy(
                        h -> assertThat(h.why().parts()).extracting(Part::name).isSubsetOf("meaning"));
    }

    @Test
    void theVectorOfContentThatWasThereIsGivenBack() {
        method("/r/A.java", "A.run", "void run() { }", 1, 2);
        index.commit();
        Optional<float[]> vector =
                index.vectors(List.of(Code.java("void run() { }"))).get(0);
        assertThat(vector).hasValueSatisfying(v -> assertThat(v).containsExactly(unit(1, 2)));
        assertThat(index.vectors(List.of(Code.java("void run() {}"), Text.of("void run() { }"))))
                .containsOnly(Optional.empty());
        index.remove("/r/A.java");
        method("/r/B.java", "B.run", "void b() { }", 1);
        index.commit();
        assertThat(search("run")).hasSize(1);
    }

    @Test
    void aStampIsRememberedAndChangesWithoutTouchingThePassages() {
        Passage p = Shelf.text("a.txt", "apple");
        index.replace("a.txt", "hash", "s1", List.of(p), new float[][] {unit(1)});
        index.commit();
        assertThat(index.stamp("a.txt")).contains("s1");
        index.stamp("a.txt", "s2");
        index.stamp("absent.txt", "s2");
        index.commit();
        assertThat(index.stamp("a.txt")).contains("s2");
        assertThat(index.stamp("absent.txt")).isEmpty();
        assertThat(index.contentHash("a.txt")).contains("hash");
        assertThat(index.stats().files()).isEqualTo(1);
        assertThat(index.search(Query.words("apple", 5))).hasSize(1);
        index.remove("a.txt");
        index.commit();
        assertThat(index.stats().files()).isZero();
        assertThat(index.files()).isEmpty();
    }
}
