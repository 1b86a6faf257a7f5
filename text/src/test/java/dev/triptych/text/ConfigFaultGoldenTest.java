package dev.triptych.text;

import ai.djl.ndarray.NDManager;
import dev.triptych.checkpoint.ConfigFaults;
import dev.triptych.checkpoint.WeightFaults;
import dev.triptych.nn.Kernels;
import dev.triptych.space.Text;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every field of every configuration file of a CLIP-like folder, wrong in turn, and weights that lie, for its text side. */
@Timeout(300) // Only a hang takes as long.
class ConfigFaultGoldenTest {
    private static final Path GOLDENS = Path.of(System.getProperty("triptych.goldens", "../shared/goldens"));

    @TempDir
    private Path dir;

    @ParameterizedTest
    @ValueSource(strings = {"clip", "siglip", "open-clip"})
    void aWrongFieldIsAnErrorThatNamesFileOrWeightOrChangesNothing(String name) throws IOException {
        ConfigFaults.check(GOLDENS.resolve(name), dir, ConfigFaultGoldenTest::answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"clip", "siglip", "open-clip"})
    void weightsThatLieAreRefusedByFileAndName(String name) throws IOException {
        WeightFaults.check(GOLDENS.resolve(name), dir, ConfigFaultGoldenTest::answer);
    }

    private static float[] answer(Path folder) {
        try (ClipTextTower tower = ClipTextTower.open(folder, 0);
                NDManager scope = Kernels.get().newManager()) {
            return tower.forward(scope, tower.prepare(List.of(Text.of("A harbour at night"))), false)
                    .toFloatArray();
        }
    }
}
