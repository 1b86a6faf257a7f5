package dev.triptych.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triptych.evaluate.report.ReportPage;
import dev.triptych.evaluate.report.Suite;
import dev.triptych.evaluate.report.SuiteModel;
import dev.triptych.evaluate.report.SuitePlan;
import dev.triptych.evaluate.report.SuiteReport;
import dev.triptych.evaluate.report.SuiteRun;
import dev.triptych.model.Triptych;
import dev.triptych.space.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The suites as they stand. */
class SuitesTest {
    private static final Path SUITES =
            Path.of(System.getProperty("triptych.root", "..")).resolve("samples/suites");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void theTinySuiteFillsEveryRowForTheModelInside() throws IOException {
        List<String> faults = new ArrayList<>();
        SuitePlan plan = SuitePlan.of(
                SUITES.resolve("tiny.yaml"),
                List.of(new SuiteModel("default", Triptych::load), SuiteModel.words()),
                Progress.none(),
                faults::add);
        assertThat(faults).isEmpty();
        SuiteReport report = SuiteRun.measure(plan, "", Optional.empty(), false, Progress.none(), line -> {});
        assertThat(report.table())
                .filteredOn(line -> line.startsWith("blank"))
                .singleElement()
                .asString()
                .startsWith("blank  words alone cannot do it: ")
                .doesNotContain("default", "methods", "notes");
        Path page = folder.resolve("tiny.html");
        ReportPage.write(report, page);
        assertThat(Files.readString(page)).contains("data:image/jpeg", "class=\"curve m0\"", "class=\"shape right\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"default.yaml", "default-dev.yaml"})
    void theOthersHaveNoFaultWithOrWithoutTheirData(String suite) {
        List<String> faults = new ArrayList<>();
        assertThat(Suite.read(SUITES.resolve(suite), faults::add).tasks()).hasSizeGreaterThan(8);
        assertThat(faults).isEmpty();
    }
}
