package dev.triptych.evaluate.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triptych.space.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteTest {
    @TempDir
    private Path folder = Path.of("");

    /** Faults of a suite whose tasks are given, the first in line 3. */
    private List<String> faults(String tasks) throws IOException {
        Path file = Files.writeString(folder.resolve("suite.yaml"), "name: s\ntasks:\n" + tasks);
        List<String> faults = new ArrayList<>();
        SuiteModel nobody = new SuiteModel("nobody", () -> {
            throw new AssertionError("no model is loaded while faults are looked for");
        });
        SuitePlan.of(file, List.of(nobody), Progress.none(), faults::add);
        return faults;
    }

    private void pairs(String name, String header) throws IOException {
        Files.writeString(folder.resolve(name), header + "\na\tb\t1\nc\td\t2\ne\tf\t3\n");
    }

    @Test
    void allThatIsWrongIsSaidAtOnceWithLineAndNearestName() throws IOException {
        pairs("there.tsv", "s1\ts2\tscore");
        assertThat(
                        faults(
                                """
                          - {task: stss, headline: spearman, pairs: there.tsv}
                          - {task: sts, name: two, headlin: spearman, pairs: there.tsv}
                          - {task: sts, name: three, headline: spearman, pairs: there.tsv, colums: [a, b, c]}
                          - {task: sts, name: four, headline: spearman, pairs: there.tsv}
                          - {task: sts, name: four, headline: spearman, pairs: there.tsv}
                        """))
                .satisfiesExactly(
                        f -> assertThat(f).contains("(line 3)", "'stss'"),
                        f -> assertThat(f).contains("(line 4)", "is 'headlin' meant to be 'headline'?"),
                        f -> assertThat(f).contains("(line 5)", "did you mean 'columns'?"),
                        f -> assertThat(f).contains("(line 7)", "'four' twice"));
    }

    @Test
    void columnsThatTheDataDoNotHaveAreFoundBeforeAModelIsLoaded() throws IOException {
        pairs("other.tsv", "one\ttwo\tgold");
        assertThat(faults("  - {task: sts, headline: spearman, pairs: other.tsv}\n"))
                .singleElement()
                .asString()
                .contains("other.tsv", "one, two, gold", "'s1'");
    }

    @Test
    void aHeadlineThatTheTaskDoesNotGiveNamesThoseThatItGives() throws IOException {
        pairs("there.tsv", "s1\ts2\tscore");
        assertThat(faults("  - {task: sts, headline: pearson, pairs: there.tsv}\n"))
                .singleElement()
                .asString()
                .contains("headline (line 3)", "'pearson'", "spearman");
    }

    @Test
    void dataThatAreNotThereAreNoFault() throws IOException {
        assertThat(faults("  - {task: sts, headline: spearman, pairs: ../shared/none.tsv}\n"))
                .isEmpty();
    }

    @Test
    void aFileThatIsNoYamlIsOneFault() throws IOException {
        assertThat(faults("  - {task: [\n")).singleElement().asString().contains("suite.yaml", "not YAML");
    }
}
