package dev.triptych.mine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.data.ReadPairs;
import dev.triptych.space.Modality;
import dev.triptych.space.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MinersTest {
    @TempDir
    private Path folder = Path.of("");

    private ReadPairs read(String rows, Map<String, String> where) throws IOException {
        Path file = Files.writeString(folder.resolve("pairs.tsv"), rows);
        return ReadPairs.read(
                new ReadPairs.Request(file, "q", "a", Modality.TEXT, Modality.TEXT, where, folder), Progress.none());
    }

    private ReadPairs read(String rows) throws IOException {
        return read(rows, Map.of());
    }

    private Path out() {
        return folder.resolve("out.jsonl");
    }

    private List<JsonNode> written() throws IOException {
        List<JsonNode> rows = new ArrayList<>();
        for (String line : Files.readAllLines(out())) {
            rows.add(new ObjectMapper().readTree(line));
        }
        return rows;
    }

    private static double cos(double degrees) {
        return Math.cos(Math.toRadians(degrees));
    }

    /** Anchor at 0; right at 30 (.866); others at 20 (.940), 32 (.848), 40 (.766), 60 (.5). */
    private static TableEncoder teacher() {
        return new TableEncoder()
                .with("q", 0)
                .with("right", 30)
                .with("also", 10)
                .with("closer", 20)
                .with("near", 32)
                .with("far", 40)
                .with("farther", 60)
                .with("o", 180);
    }

    private static final String ROWS =
            "q\ta\tid\nq\tright\t1\nq\talso\t2\no\tcloser\t3\no\tnear\t4\no\tfar\t5\no\tfarther\t6\n";

    @Test
    void aNegativeLiesTheMarginBelowThePositiveAndOtherRightAnswersAreNone() throws IOException {
        MineReport report =
                NegativeMiner.mine(read(ROWS), teacher(), new NegativeMiner.Rules(50, 0.05, 2), out(), Progress.none());
        JsonNode first = written().get(0);
        assertThat(first.path("id").asText()).isEqualTo("1");
        // .848 is less than .866, but not by five percent; .940 is right for all we know.
        assertThat(first.path("negatives")).extracting(JsonNode::asText).containsExactly("far", "farther");
        assertThat(first.path("teacher").get(0).asDouble()).isCloseTo(cos(30), within(1e-6));
        assertThat(first.path("teacher").get(1).asDouble()).isCloseTo(cos(40), within(1e-6));
        assertThat(first.path("teacher").get(2).asDouble()).isCloseTo(cos(60), within(1e-6));
        assertThat(report.seen()).isEqualTo(6);
        assertThat(report.kept() + report.dropped().count()).isEqualTo(6);
    }

    @Test
    void aMarginOfNothingTakesWhatIsJustBelowThePositive() throws IOException {
        NegativeMiner.mine(read(ROWS), teacher(), new NegativeMiner.Rules(50, 0, 2), out(), Progress.none());
        assertThat(written().get(0).path("negatives"))
                .extracting(JsonNode::asText)
                .containsExactly("near", "far");
    }

    @Test
    void onlyTheClosestAreLookedAtAndARowWithoutEnoughIsDroppedWithItsReason() throws IOException {
        // Of "q" the closest two besides the right ones are too close.
        MineReport report =
                NegativeMiner.mine(read(ROWS), teacher(), new NegativeMiner.Rules(2, 0.05, 1), out(), Progress.none());
        assertThat(written()).extracting(r -> r.path("id").asText()).doesNotContain("1");
        assertThat(report.dropped().count("fewer than 1 negatives below the margin"))
                .isPositive();
        assertThat(report.toString()).contains("pairs.tsv, line 2");
    }

    @Test
    void aNegativeScoreOfThePositiveMovesTheMarginDownAsWell() throws IOException {
        TableEncoder teacher = new TableEncoder()
                .with("q", 0)
                .with("right", 100)
                .with("o", 180)
                .with("just", 100.3)
                .with("far", 110);
        NegativeMiner.mine(
                read("q\ta\nq\tright\no\tjust\no\tfar\n"),
                teacher,
                new NegativeMiner.Rules(50, 0.05, 1),
                out(),
                Progress.none());
        assertThat(written().get(0).path("negatives"))
                .extracting(JsonNode::asText)
                .containsExactly("far");
    }

    @Test
    void anAnchorOrPositiveThatComesUpTwiceIsEmbeddedOnce() throws IOException {
        TableEncoder teacher = teacher();
        ConsistencyMiner.mine(read(ROWS), teacher, 1, out(), Progress.none());
        assertThat(teacher.asked()).isEqualTo(2 + 6);
    }

    @Test
    void aPairStaysIfThePositiveIsAmongTheFirst() throws IOException {
        MineReport one = ConsistencyMiner.mine(read(ROWS), teacher(), 1, out(), Progress.none());
        // "closer" stands before "right"; "also" is right for the same anchor and does not.
        assertThat(written())
                .extracting(r -> r.path("id").asText())
                .contains("2")
                .doesNotContain("1");
        assertThat(one.dropped().toJson().toString()).contains("rank 2");
        ConsistencyMiner.mine(read(ROWS), teacher(), 2, out(), Progress.none());
        assertThat(written()).extracting(r -> r.path("id").asText()).contains("1", "2");
    }

    @Test
    void aTeacherThatTellsNothingApartKeepsNothing() throws IOException {
        TableEncoder teacher = new TableEncoder();
        List.of("q", "right", "also", "closer", "near", "far", "farther", "o").forEach(t -> teacher.with(t, 0));
        MineReport report = ConsistencyMiner.mine(read(ROWS), teacher, 2, out(), Progress.none());
        assertThat(report.kept()).isZero();
        assertThat(out()).isEmptyFile();
    }

    @Test
    void scoresAreThoseOfThePlainInnerProductWhateverTheNumberOfCandidates() {
        Random random = new Random(3);
        for (int count : new int[] {1, 1023, 1024, 1025, 2500}) {
            float[][] candidates = new float[count][17];
            float[] query = new float[17];
            for (int d = 0; d < 17; d++) {
                query[d] = random.nextFloat() - 0.5f;
            }
            for (float[] c : candidates) {
                for (int d = 0; d < 17; d++) {
                    c[d] = random.nextFloat() - 0.5f;
                }
            }
            float[] scores = new Nearest(candidates).scores(query);
            assertThat(scores).hasSize(count);
            for (int i = 0; i < count; i++) {
                double plain = 0;
                for (int d = 0; d < 17; d++) {
                    plain += (double) query[d] * candidates[i][d];
                }
                assertThat((double) scores[i]).isCloseTo(plain, within(1e-5));
            }
            int[] best = Best.of(scores, 5);
            int[] sorted = IntStream.range(0, count)
                    .boxed()
                    .sorted((a, b) ->
                            scores[a] == scores[b] ? Integer.compare(a, b) : Float.compare(scores[b], scores[a]))
                    .limit(5)
                    .mapToInt(i -> i)
                    .toArray();
            assertThat(best).containsExactly(sorted);
        }
    }

    private MineReport bitext(String rows, BitextMiner.Rules rules) throws IOException {
        return BitextMiner.mine(read(rows), Optional.empty(), rules, out(), Progress.none());
    }

    @Test
    void translationsThatCannotBeOnesAreDroppedByReason() throws IOException {
        BitextMiner.Rules rules = new BitextMiner.Rules(3, List.of(), List.of("en", "ru"), 2, -1);
        MineReport report = bitext(
                """
                q\ta
                a dog runs\tсобака бежит
                A dog runs.\tСобака бежит!
                the same\tThe same.
                yes\tэто очень длинное предложение, которое никак не может быть переводом одного слова
                a cat sleeps\tein deutscher Satz
                ...\tтри точки
                one\tкот
                two\tкот
                three\tкот
                \tпусто
                """,
                rules);
        assertThat(written()).extracting(r -> r.path("q").asText()).containsExactly("a dog runs", "one", "two");
        for (String reason : List.of(
                "the same pair again",
                "the same text on both sides",
                "lengths too different",
                "not in the script of its language",
                "nothing but punctuation",
                "a sentence that came up 2 times",
                "empty 'q'")) {
            assertThat(report.dropped().count(reason)).as(reason).isEqualTo(1);
        }
        assertThat(report.seen()).isEqualTo(10);
    }

    @Test
    void theLanguageOfASideMayStandInAColumn() throws IOException {
        BitextMiner.Rules rules = new BitextMiner.Rules(5, List.of("", "lang"), List.of(), 3, -1);
        MineReport report = bitext(
                """
                lang\tq\ta
                ja\tthe dog\tこの犬です
                ja\tthe cat\tdie Katze
                zh\tthe fish\t这条鱼
                ko\tthe bird\t그 새
                ar\tthe horse\tالحصان
                de\tthe cow\tdie Kuh
                ko\tthe DataSource\tDataSource 여러 열
                fr\tthe cow\tla vache
                nl\tthe cow\tde koe
                es\tthe cow\tla vaca
                """,
                rules);
        assertThat(report.dropped().count("not in the script of its language")).isEqualTo(1);
        assertThat(report.toString()).contains("(-ja): the cat | die Katze");
        assertThat(report.kept()).isEqualTo(9);
    }

    @Test
    void aModelMayAskForCloseness() throws IOException {
        TableEncoder teacher =
                new TableEncoder().with("a", 0).with("near", 20).with("b", 0).with("away", 80);
        MineReport report = BitextMiner.mine(
                read("q\ta\na\tnear\nb\taway\n"),
                Optional.of(teacher),
                new BitextMiner.Rules(9, List.of(), List.of(), 3, 0.5),
                out(),
                Progress.none());
        assertThat(written()).extracting(r -> r.path("a").asText()).containsExactly("near");
        assertThat(report.dropped().count("not close enough for the model")).isEqualTo(1);
        assertThat(report.figures().get("mean cosine of what is kept")).isCloseTo(cos(20), within(1e-6));
    }

    @Test
    void aMinerThatFailsLeavesNoFileAndKeepsTheOldOne() throws IOException {
        Files.writeString(out(), "old");
        TableEncoder knowsNothing = new TableEncoder();
        assertThatThrownBy(() -> ConsistencyMiner.mine(read(ROWS), knowsNothing, 1, out(), Progress.none()))
                .hasMessageContaining("no opinion");
        assertThat(out()).hasContent("old");
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void aColumnThatIsNotThereNamesThoseThatAre() {
        assertThatThrownBy(() -> read("query\tanswer\n1\t2\n")).hasMessageContaining("query, answer");
        assertThatThrownBy(() -> read(ROWS, Map.of("idd", "1"))).hasMessageContaining("did you mean 'id'?");
        assertThatThrownBy(() -> read(ROWS, Map.of("id", "9"))).hasMessageContaining("no usable row");
    }
}
