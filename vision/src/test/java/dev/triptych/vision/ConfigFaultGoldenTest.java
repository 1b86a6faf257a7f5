package dev.triptych.vision;

import ai.djl.ndarray.NDManager;
import dev.triptych.checkpoint.ConfigFaults;
import dev.triptych.checkpoint.WeightFaults;
import dev.triptych.nn.Kernels;
import dev.triptych.space.Picture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every field of every configuration file of an image model's folder, wrong in turn, and weights that lie. */
@Timeout(300) // Only a hang takes as long.
class ConfigFaultGoldenTest {
    private static final Path GOLDENS = Path.of(System.getProperty("triptych.goldens", "../shared/goldens"));

    @TempDir
    private Path dir;

    @ParameterizedTest
    @ValueSource(strings = {"vit", "dinov2", "clip", "siglip", "open-clip", "mobilenet-v2"})
    void aWrongFieldIsAnErrorThatNamesFileOrWeightOrChangesNothing(String name) throws IOException {
        ConfigFaults.check(GOLDENS.resolve(name), dir, ConfigFaultGoldenTest::answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vit", "dinov2", "clip", "siglip", "open-clip", "mobilenet-v2"})
    void weightsThatLieAreRefusedByFileAndName(String name) throws IOException {
        WeightFaults.check(GOLDENS.resolve(name), dir, ConfigFaultGoldenTest::answer);
    }

    private static float[] answer(Path folder) {
        // Higher than wide, so that what is cut off counts.
        Picture picture = Picture.of("pattern", Samples.encode(Samples.pattern(70, 90), "png"));
        try (ImageTower tower = ImageTower.open(folder);
                NDManager scope = Kernels.get().newManager()) {
            return tower.forward(scope, tower.prepare(List.of(picture)), false).toFloatArray();
        }
    }
}
