package dev.triptych.nn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import dev.triptych.checkpoint.DType;
import dev.triptych.space.Modality;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadsTest {
    private static final Map<Modality, Integer> WIDTHS = Map.of(Modality.TEXT, 4, Modality.IMAGE, 6);
    private static final String PAIR = "text-image";

    @TempDir
    private Path folder;

    private static Optional<Float> value(Optional<NDArray> parameter) {
        return parameter.map(NDArray::getFloat);
    }

    @Test
    void learnedScaleAndBiasComeBackFromTheFolder() {
        try (Heads heads = Heads.create(WIDTHS, 4, 8, Map.of(PAIR, 2.5), Map.of(PAIR, -10.0), 1)) {
            heads.save(folder, DType.F16);
        }
        try (Heads heads = Heads.load(folder, Set.of(Modality.TEXT, Modality.IMAGE), 4)) {
            assertThat(value(heads.logScale(PAIR))).contains(2.5f);
            assertThat(value(heads.logitBias(PAIR))).contains(-10f);
            assertThat(heads.logScale("text-code")).isEmpty();
        }
    }

    @Test
    void aFolderWithoutABiasLoadsAndHasNone() {
        try (Heads heads = Heads.create(WIDTHS, 4, 8, Map.of(PAIR, 2.5), 1)) {
            heads.save(folder, DType.F16);
        }
        try (Heads heads = Heads.load(folder, Set.of(Modality.TEXT, Modality.IMAGE), 4)) {
            assertThat(value(heads.logScale(PAIR))).contains(2.5f);
            assertThat(heads.logitBias(PAIR)).isEmpty();
            assertThat(heads.parameters().keySet()).noneMatch(name -> name.startsWith("logit_bias"));
        }
    }
}
