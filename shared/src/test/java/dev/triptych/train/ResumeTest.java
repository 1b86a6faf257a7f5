package dev.triptych.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triptych.space.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResumeTest {
    @TempDir
    private Path dir;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "| rates: {text: 1e-2, code: 1e-2, heads: 1e-2} |",
                "{rank: 2} | rates: {text: 1e-2, code: 1e-2, heads: 1e-2} |",
                "| rates: {text: 1e-2, code: 1e-2, heads: 1e-2}, top: {text: 1, code: 0} |",
                "| rates: {text: 1e-2, code: 1e-2, heads: 1e-2} | 'ema: 0.8'",
                "{rank: 2} | rates: {text: 1e-2, code: 1e-2, heads: 1e-2} | 'ema: 0.8'",
                "| rates: {text: 1e-2, code: 1e-2, heads: 1e-2}, precision: bf16 | 'ema: 0.8'",
                "{rank: 2} | rates: {text: 1e-2, code: 1e-2, heads: 1e-2}, precision: bf16 |",
            })
    void aRunThatDiedGoesOnToTheSameWeightsBitForBit(String lora, String stage, String root) throws IOException {
        Map<String, float[]> whole = train("whole", lora, stage, root, false, 0);
        for (int died : new int[] {3, 5, 7}) {
            String out = "died-" + died;
            assertThatThrownBy(() -> train(out, lora, stage, root, false, died)).hasMessage("power failure");
            Map<String, float[]> resumed = train(out, lora, stage, root, true, 0);
            whole.forEach(
                    (name, weight) -> assertThat(resumed.get(name)).as(name).isEqualTo(weight));
            for (String file :
                    root == null ? List.of("weights", "moments") : List.of("weights", "moments", "averages")) {
                String name = "checkpoint/" + file + ".safetensors";
                assertThat(Files.mismatch(
                                dir.resolve("whole").resolve(name),
                                dir.resolve(out).resolve(name)))
                        .as(name)
                        .isEqualTo(-1);
            }
        }
    }

    private Map<String, float[]> train(String out, String lora, String stage, String root, boolean resume, int dies) {
        String stages =
                "- {name: one, steps: 4, STAGE, tasks: {pairs: 1}}\n- {name: two, steps: 4, STAGE, tasks: {pairs: 1}}"
                        .replace("STAGE", stage);
        String all = "checkpoint_every: 2\n" + (root == null ? "" : root);
        try (TinyTraining tiny = TinyTraining.own(dir, lora == null ? "" : lora, stages, all)) {
            tiny.trainer(dir.resolve(out)).run(resume, dies == 0 ? Progress.none() : dyingAt(dies));
            return tiny.weights();
        }
    }

    private static Progress dyingAt(int step) {
        return (name, total) -> new Progress.Task() {
            private int done;

            @Override
            public void advance(long steps) {
                done += (int) steps;
                if (done == step && name.equals("training")) {
                    throw new IllegalStateException("power failure");
                }
            }

            @Override
            public void close() {}
        };
    }
}
