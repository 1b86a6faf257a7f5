package dev.triptych.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.triptych.space.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultTest {

    private static Result result(Path folder) throws IOException {
        StringBuilder rows = new StringBuilder("en\txx\n");
        for (int i = 0; i < 900; i++) {
            rows.append("a ").append(i).append("\tb ").append(i).append('\n');
        }
        Path pairs = Files.writeString(folder.resolve("pairs.tsv"), rows);
        FakeEncoder model = new FakeEncoder(key -> FakeEncoder.angle(Double.parseDouble(key.substring(2)) / 300 % 2));
        return new Bitext(pairs, "en", "xx", "", 1, Map.of()).run(model, Progress.none());
    }

    @Test
    void jsonHasAnIntervalForEveryFigureAndTheDetailOnlyWhenAsked(@TempDir Path folder) throws IOException {
        Result result = result(folder).withCommand("triptych evaluate bitext");
        JsonNode json = result.toJson();
        assertThat(json.path("intervals")).hasSameSizeAs(json.path("metrics"));
        assertThat(json.at("/intervals/accuracy/0").doubleValue())
                .isLessThan(json.at("/metrics/accuracy").doubleValue());
        assertThat(json.at("/intervals/accuracy/1").doubleValue())
                .isGreaterThan(json.at("/metrics/accuracy").doubleValue());
        assertThat(json.path("command").textValue()).isEqualTo("triptych evaluate bitext");
        assertThat(json.has("detail")).isFalse();
        assertThat(result.toJsonWithDetail().at("/detail/curves/accuracy")).hasSize(100);
    }

    @Test
    void detailIsThinnedAndTheSameEveryTime(@TempDir Path folder) throws IOException {
        Detail detail = result(folder).detail();
        assertThat(detail.points()).hasSize(400);
        assertThat(detail.best()).hasSize(8);
        assertThat(detail.worst()).hasSize(8);
        assertThat(detail.worst().get(0).rank())
                .isGreaterThanOrEqualTo(detail.worst().get(7).rank());
        assertThat(detail.right()).hasSize(900);
        assertThat(detail.wrong()).isEqualTo(result(folder).detail().wrong());
    }
}
