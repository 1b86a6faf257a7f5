package dev.triptych.data;

import static dev.triptych.data.Shelf.draw;
import static dev.triptych.data.Shelf.drawn;
import static dev.triptych.data.Shelf.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triptych.space.Code;
import dev.triptych.space.Modality;
import dev.triptych.space.Picture;
import dev.triptych.space.TriptychException;
import dev.triptych.train.Pair;
import dev.triptych.train.PairSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowPairsTest {
    @TempDir
    private Path folder = Path.of("");

    private Shelf shelf = new Shelf(Path.of(""));

    @BeforeEach
    void openShelf() {
        shelf = new Shelf(folder);
    }

    private static List<String> all(PairSource source) {
        return IntStream.range(0, source.size()).mapToObj(i -> drawn(source, i)).toList();
    }

    private static DataReport report(PairSource source) {
        return ((CheckedPairs) source).report();
    }

    @Test
    void rowsOfSeveralFilesAndFormatsFollowOneAnother() throws IOException {
        shelf.gzip("a.jsonl.gz", "{\"q\":\"one\",\"r\":\"1\"}\n{\"q\":\"two\",\"r\":\"2\"}\n");
        shelf.write("b.tsv", "r\tq\n3\tthree\n");
        shelf.write("c.csv", "q,r\n\"four,\nand more\",4\n");
        PairSource source =
                shelf.texts("{kind: rows, files: [a.jsonl.gz, b.tsv, c.csv], columns: {anchor: q, positive: r}}");
        assertThat(all(source)).containsExactly("one|1", "two|2", "three|3", "four,\nand more|4");
        assertThat(report(source).files()).hasSize(3).allSatisfy((file, digest) -> assertThat(digest)
                .hasSize(64));
    }

    @Test
    void badRowsAreCountedByReasonWithTheirLinesAndTheGoodOnesStay() throws IOException {
        shelf.write(
                "a.jsonl",
                "{\"q\":\"one\",\"r\":\"1\"}\nnonsense\n{\"q\":\" \",\"r\":\"2\"}\n{\"q\":\"three\"}\n{\"q\":\"four\",\"r\":\"4\"}\n");
        PairSource source = shelf.texts("{kind: rows, file: a.jsonl, columns: {anchor: q, positive: r}, max_bad: 60%}");
        assertThat(all(source)).containsExactly("one|1", "four|4");
        assertThat(report(source).bad().count("not JSON")).isEqualTo(1);
        assertThat(report(source).bad().count("empty 'q'")).isEqualTo(1);
        assertThat(report(source).bad().count("no 'r'")).isEqualTo(1);
        assertThat(String.join("\n", report(source).lines())).contains("2 pairs", "a.jsonl, line 2", "a.jsonl, line 4");
    }

    @Test
    void moreBadRowsThanMayBeStopTheRunBeforeItBegins() throws IOException {
        shelf.write("a.tsv", "q\tr\n" + "x\ty\n".repeat(98) + "x\n".repeat(2));
        assertThatThrownBy(() -> shelf.texts("{kind: rows, file: a.tsv, columns: {anchor: q, positive: r}}"))
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining("2 bad rows of 100 (2.00%)")
                .hasMessageContaining("a.tsv, line 100")
                .hasMessageContaining("1.00%");
        assertThat(shelf.texts("{kind: rows, file: a.tsv, columns: {anchor: q, positive: r}, max_bad: 2%}")
                        .size())
                .isEqualTo(98);
    }

    @Test
    void aColumnThatIsNotThereNamesFileAndColumnsAndTheNearest() throws IOException {
        shelf.write("a.tsv", "query\tanswer\n1\t2\n");
        shelf.write("b.jsonl", "{\"query\":\"1\",\"answer\":\"2\"}\n");
        for (String file : List.of("a.tsv", "b.jsonl")) {
            assertThatThrownBy(() -> shelf.texts(
                            "{kind: rows, file: " + file + ", columns: {anchor: qurey, positive: answer}, max_bad: 1}"))
                    .isInstanceOf(TriptychException.class)
                    .hasMessageContaining(file)
                    .hasMessageContaining("'qurey'")
                    .hasMessageContaining("answer")
                    .hasMessageContaining("did you mean 'query'?");
        }
    }

    @Test
    void rowsThatShareATextOnAnySideAreOneGroupAlsoOverAThird() throws IOException {
        shelf.write("a.tsv", "q\tr\na\tx\nb\ty\na\ty\nc\tz\nz\td\ne\tf\n");
        PairSource source = shelf.texts("{kind: rows, file: a.tsv, columns: {anchor: q, positive: r}}");
        assertThat(IntStream.range(0, 6).map(i -> (int) source.group(i))).containsExactly(0, 0, 0, 3, 3, 5);
        assertThat(report(source).groups()).isEqualTo(3);
    }

    @Test
    void aNamedGroupKeepsRowsApart() throws IOException {
        shelf.write("a.tsv", "q\tr\tphoto\na\tx\tp1\nb\ty\tp1\nc\tz\tp2\n");
        PairSource source = shelf.texts("{kind: rows, file: a.tsv, columns: {anchor: q, positive: r}, group: photo}");
        assertThat(IntStream.range(0, 3).map(i -> (int) source.group(i))).containsExactly(0, 0, 2);
    }

    @Test
    void rowsOfOneKinAreKnownAsSuch() throws IOException {
        shelf.write("a.tsv", "q\tr\tlib\na\tx\tone\nb\ty\ttwo\nc\tz\tone\n");
        PairSource source = shelf.texts("{kind: rows, file: a.tsv, columns: {anchor: q, positive: r}, kin: lib}");
        assertThat(source.kin(0)).isEqualTo(source.kin(2)).isNotEqualTo(source.kin(1));
        assertThat(shelf.texts("{kind: rows, file: a.tsv, columns: {anchor: q, positive: r}}")
                        .kin(1))
                .isZero();
    }

    @Test
    void whereKeepsRowsWithTheseValuesOnly() throws IOException {
        shelf.write("a.tsv", "lang\tq\tr\nde\ta\tx\nfr\tb\ty\nit\tc\tz\n");
        PairSource source =
                shelf.texts("{kind: rows, file: a.tsv, columns: {anchor: q, positive: r}, where: {lang: [de, it]}}");
        assertThat(all(source)).containsExactly("a|x", "c|z");
        assertThat(report(source).filtered()).isEqualTo(1);
        assertThatThrownBy(() ->
                        shelf.texts("{kind: rows, file: a.tsv, columns: {anchor: q, positive: r}, where: {lang: xx}}"))
                .hasMessageContaining("no usable rows")
                .hasMessageContaining("'where'");
    }

    @Test
    void aTeachersScoresFollowTheNegativesThatAreDrawn() throws IOException {
        shelf.write(
                "a.jsonl",
                "{\"q\":\"a\",\"r\":\"p\",\"n\":[\"n1\",\"n2\",\"n3\"],\"t\":[0.9,0.1,0.2,0.3]}\n"
                        + "{\"q\":\"b\",\"r\":\"o\",\"n\":[\"n1\",\"n2\"],\"t\":[0.9,0.1,0.2]}\n"
                        + "{\"q\":\"c\",\"r\":\"s\",\"n\":[\"n1\",\"s\"],\"t\":[0.9,0.1,0.2]}\n"
                        + "{\"q\":\"d\",\"r\":\"u\",\"n\":[\"n1\",\"n2\"],\"t\":[0.9,0.1]}\n");
        PairSource source = shelf.texts(
                "{kind: rows, file: a.jsonl, columns: {anchor: q, positive: r, negatives: n, teacher: t}, max_bad: 60%}");
        assertThat(source.negatives()).as("as many as every row has").isEqualTo(2);
        assertThat(source.targets()).isEqualTo(3);
        assertThat(report(source).bad().count("a negative that is the positive"))
                .isEqualTo(1);
        assertThat(report(source).bad().count("not one teacher's score for the positive and each negative"))
                .isEqualTo(1);
        Set<String> drawn = new HashSet<>();
        for (int seed = 0; seed < 50; seed++) {
            Pair pair = source.draw(0, new SplittableRandom(seed));
            assertThat(pair.negatives()).hasSize(2).doesNotHaveDuplicates();
            assertThat(pair.targets().get(0)).isEqualTo(0.9f);
            for (int k = 0; k < 2; k++) {
                String n = words(pair.negatives().get(k));
                assertThat(pair.targets().get(k + 1)).isEqualTo(Float.parseFloat("0." + n.charAt(1)));
                drawn.add(n);
            }
        }
        assertThat(drawn).containsExactlyInAnyOrder("n1", "n2", "n3");
        assertThat(shelf.texts(
                                "{kind: rows, file: a.jsonl, columns: {anchor: q, positive: r, negatives: n}, negatives: 3,"
                                        + " max_bad: 80%}")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void scoresAreTargetsAndWhatIsNoNumberIsABadRow() throws IOException {
        shelf.write("a.csv", "q,r,sim\na,x,4.5\nb,y,NaN\nc,z,\n");
        PairSource source =
                shelf.texts("{kind: rows, file: a.csv, columns: {anchor: q, positive: r, score: sim}, max_bad: 70%}");
        assertThat(source.targets()).isEqualTo(1);
        assertThat(draw(source, 0).targets()).containsExactly(4.5f);
        assertThat(report(source).bad().count("no number under 'sim'")).isEqualTo(2);
    }

    @Test
    void severalLanguagesAreDrawnOneAtATimeOrComeTogether() throws IOException {
        shelf.write(
                "a.jsonl",
                "{\"c\":{\"en\":[\"dog\",\"hound\"],\"de\":\"Hund\"},\"r\":\"1\"}\n{\"c\":{\"en\":\"cat\"},\"r\":\"2\"}\n");
        String columns = "columns: {anchor: [c.en, c.de], positive: r}";
        PairSource one = shelf.texts("{kind: rows, file: a.jsonl, " + columns + "}");
        assertThat(one.size()).isEqualTo(2);
        Set<String> drawn = new HashSet<>();
        for (int seed = 0; seed < 50; seed++) {
            drawn.add(words(one.draw(0, new SplittableRandom(seed)).anchor()));
        }
        assertThat(drawn).containsExactlyInAnyOrder("dog", "hound", "Hund");
        PairSource together = shelf.texts("{kind: rows, file: a.jsonl, " + columns + ", together: true}");
        assertThat(all(together)).containsExactly("dog|1", "hound|1", "Hund|1", "cat|2");
        assertThat(together.together()).isTrue();
        assertThat(IntStream.range(0, 4).map(i -> (int) together.group(i))).containsExactly(0, 0, 0, 3);
        assertThat(IntStream.range(0, 4).map(i -> (int) together.kin(i))).containsExactly(0, 0, 0, 3);
    }

    @Test
    void codeComesWithItsLanguageAndName() throws IOException {
        shelf.write("a.jsonl", "{\"q\":\"adds\",\"code\":\"def f(): pass\",\"name\":\"f\",\"lang\":\"python\"}\n");
        PairSource source = shelf.open(
                Modality.TEXT,
                Modality.CODE,
                "{kind: rows, file: a.jsonl, columns: {anchor: q, positive: code, language: lang, name: name}}");
        assertThat(draw(source, 0).positive()).isEqualTo(new Code("python", "def f(): pass", "f", "", ""));
    }

    @Test
    void picturesLieBesideTheFileAndThoseThatCannotBeReadAreCounted() throws IOException {
        shelf.picture("a.png");
        shelf.picture("cut.png");
        byte[] bytes = Files.readAllBytes(folder.resolve("cut.png"));
        Files.write(folder.resolve("cut.png"), Arrays.copyOf(bytes, bytes.length / 2));
        shelf.write("no.png", "this is no picture");
        shelf.write("a.tsv", "c\tfile\na dog\ta.png\nthe dog\ta.png\na cat\tcut.png\na cow\tno.png\na fox\tgone.png\n");
        String data = "{kind: rows, file: a.tsv, columns: {anchor: c, positive: file}, max_bad: 60%";
        PairSource source = shelf.open(Modality.TEXT, Modality.IMAGE, data + "}");
        assertThat(source.size()).isEqualTo(2);
        assertThat(report(source).bad().count("a damaged picture, or none")).isEqualTo(2);
        assertThat(report(source).bad().count("no such picture")).isEqualTo(1);
        assertThat(source.group(0)).as("one picture, one group").isEqualTo(source.group(1));
        Picture picture = (Picture) draw(source, 0).positive();
        assertThat(picture)
                .as("drawn again it is the same")
                .isEqualTo(draw(source, 1).positive());
        assertThat(picture.source().read()).isEqualTo(Files.readAllBytes(folder.resolve("a.png")));
        assertThat(shelf.open(Modality.TEXT, Modality.IMAGE, data + ", check_pictures: false}")
                        .size())
                .isEqualTo(4);
    }

    @Test
    void aDrawDependsOnNumberAndSeedAloneAlsoFromManyThreads() throws IOException {
        StringBuilder rows = new StringBuilder("q,r\n");
        for (int i = 0; i < 5_000; i++) {
            rows.append('"')
                    .append("question ")
                    .append(i)
                    .append("\n\",")
                    .append(i)
                    .append('\n');
        }
        shelf.gzip("a.csv.gz", rows.toString());
        PairSource source = shelf.texts("{kind: rows, file: a.csv.gz, columns: {anchor: q, positive: r}}");
        assertThat(IntStream.range(0, 5_000).parallel().allMatch(i -> drawn(source, i)
                        .equals("question " + i + "\n|" + i)))
                .isTrue();
    }

    @Test
    void anInterruptedThreadDoesNotCloseTheFileForTheNext() throws IOException {
        shelf.write("a.tsv", "q\tr\na\tx\nb\ty\n");
        PairSource source = shelf.texts("{kind: rows, file: a.tsv, columns: {anchor: q, positive: r}}");
        Thread.currentThread().interrupt();
        assertThat(drawn(source, 0)).isEqualTo("a|x");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(drawn(source, 1)).isEqualTo("b|y");
    }

    @Test
    void aFileThatWasCutShortUnderTheRunIsAClearError() throws IOException {
        Path file = shelf.write("a.tsv", "q\tr\na\tx\nb\ty\n");
        PairSource source = shelf.texts("{kind: rows, file: a.tsv, columns: {anchor: q, positive: r}}");
        Files.writeString(file, "q\tr\n");
        assertThatThrownBy(() -> draw(source, 1))
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining("a.tsv")
                .hasMessageContaining("when the run began");
    }
}
