package dev.triptych.evaluate.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.space.Modality;
import dev.triptych.space.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteRunTest {
    /** Each sentence is embedded once, however often it stands in the pairs. */
    private static final int LIKENESS = 3;

    private static final int METHODS = 4;

    @TempDir
    private Path folder = Path.of("");

    private final WordEncoder all = new WordEncoder("all", Modality.values());
    private final WordEncoder texts = new WordEncoder("texts", Modality.TEXT, Modality.CODE);
    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void fourTasksOneOfThemWithoutData() throws IOException {
        Files.writeString(folder.resolve("likeness.tsv"), "s1\ts2\tscore\na b\ta b\t5\na b\ta c\t3\na b\td e\t0\n");
        Files.writeString(
                folder.resolve("methods.jsonl"),
                """
                {"query": "copy a file", "name": "copy", "code": "void copy(File file) {}"}
                {"query": "close the socket", "name": "close", "code": "void close(Socket socket) {}"}
                """);
        Files.writeString(folder.resolve("red.png"), "");
        Files.writeString(folder.resolve("blue.png"), "");
        Files.writeString(
                folder.resolve("captions.jsonl"),
                """
                {"file": "red.png", "split": "test", "captions": {"en": ["red"]}}
                {"file": "blue.png", "split": "test", "captions": {"en": ["blue"]}}
                """);
        Files.writeString(
                folder.resolve("suite.yaml"),
                """
                name: four
                tasks:
                  - {task: sts, name: likeness, headline: spearman, pairs: likeness.tsv}
                  - {task: code-search, name: methods, headline: mrr@10, pairs: methods.jsonl}
                  - {task: image-text, name: photos, headline: text_to_image/recall@1, captions: captions.jsonl, images: .}
                  - {task: sts, name: gone, headline: spearman, pairs: gone.tsv}
                """);
    }

    private SuiteReport measure(boolean resume, SuiteModel... models) {
        List<String> faults = new ArrayList<>();
        SuitePlan plan = SuitePlan.of(folder.resolve("suite.yaml"), List.of(models), Progress.none(), faults::add);
        assertThat(faults).isEmpty();
        return SuiteRun.measure(
                plan, "triptych …", Optional.of(folder.resolve("out.json")), resume, Progress.none(), told::add);
    }

    private static SuiteModel model(WordEncoder encoder) {
        return new SuiteModel(encoder.fingerprint().name(), () -> encoder);
    }

    private static String blank(SuiteReport report, int task, String model) {
        SuiteCell cell = report.cell(report.suite().tasks().get(task), model);
        assertThat(cell).isInstanceOf(SuiteCell.Blank.class);
        return ((SuiteCell.Blank) cell).reason();
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(folder.resolve("out.json").toFile());
    }

    @Test
    void whatAModelCannotDoIsABlankWithAReasonAndNotAZero() {
        SuiteReport report = measure(false, model(all), model(texts), SuiteModel.words());
        assertThat(blank(report, 2, "texts")).isEqualTo("texts reads no pictures");
        assertThat(blank(report, 0, "words")).contains("words alone");
        assertThat(blank(report, 3, "all")).contains("there is no", "gone.tsv");
        SuiteTask methods = report.suite().tasks().get(1);
        assertThat(report.result(methods, "words")).isPresent();
        assertThat(report.result(report.suite().tasks().get(2), "all")).isPresent();
    }

    @Test
    void aModelThatGivesNoNumbersIsABlankAndTheOthersGoOn() {
        texts.factor = Float.NaN;
        SuiteReport report = measure(false, model(texts), model(all));
        assertThat(blank(report, 0, "texts")).contains("NaN");
        assertThat(report.result(report.suite().tasks().get(0), "all")).isPresent();
    }

    @Test
    void resumeMeasuresNothingTwice() throws IOException {
        measure(false, model(all));
        JsonNode first = json();
        int once = all.inputs;
        assertThat(once).isEqualTo(LIKENESS + METHODS + 4);
        SuiteReport again = measure(true, model(all));
        assertThat(all.inputs).isEqualTo(once);
        assertThat(json()).isEqualTo(first);
        assertThat(again.figures(again.suite().tasks().get(0), "all")
                        .orElseThrow()
                        .result()
                        .protocol())
                .contains("3 pairs");
    }

    @Test
    void resumeMeasuresWhatHasChanged() throws IOException {
        measure(false, model(all));
        all.inputs = 0;
        Files.writeString(folder.resolve("likeness.tsv"), "s1\ts2\tscore\na b\ta b\t4\na b\ta c\t3\na b\td e\t0\n");
        measure(true, model(all));
        assertThat(all.inputs).isEqualTo(LIKENESS);
        WordEncoder another = new WordEncoder("another", Modality.values());
        measure(true, model(another));
        assertThat(another.inputs).isEqualTo(LIKENESS + METHODS + 4);
    }

    @Test
    void aKilledRunGoesOnEvenIfItIsKilledAgain() throws IOException {
        SuiteModel killed = new SuiteModel("killed", () -> {
            throw new IllegalStateException("killed");
        });
        measure(false, model(all), model(texts));
        int once = texts.inputs;
        // The second run stops before it comes to the model that the first had measured last.
        assertThatThrownBy(() -> measure(true, model(all), killed, model(texts)))
                .hasMessage("killed");
        measure(true, model(all), model(texts));
        assertThat(texts.inputs).isEqualTo(once);
        assertThat(json().path("earlier")).isEmpty();
    }

    @Test
    void afterEveryTaskTheFileHoldsWhatIsKnown() throws IOException {
        List<Integer> lengths = new ArrayList<>();
        SuitePlan plan = SuitePlan.of(folder.resolve("suite.yaml"), List.of(model(all)), Progress.none(), told::add);
        SuiteRun.measure(plan, "", Optional.of(folder.resolve("out.json")), false, Progress.none(), line -> {
            try {
                lengths.add(json().path("results").size());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(lengths).containsExactly(1, 2, 3, 3);
    }

    @Test
    void everyLineSaysHowFarItIsAndWhatCameOfIt() {
        measure(false, model(all));
        assertThat(told.get(0))
                .startsWith("1 of 4: all, likeness: spearman 1.000 in ")
                .contains(" s left");
        assertThat(told.get(3)).startsWith("4 of 4: all, gone: blank, there is no ");
    }

    @Test
    void everyFigureCarriesTheCommandThatGaveIt() throws IOException {
        measure(false, model(all));
        assertThat(json().at("/results/0/result/command").asText()).isEqualTo("triptych …");
        assertThat(json().at("/results/0/result/model/sha256").asText()).isEqualTo("sha of all");
        assertThat(json().at("/results/0/result/data/sha256").asText()).hasSize(64);
    }
}
