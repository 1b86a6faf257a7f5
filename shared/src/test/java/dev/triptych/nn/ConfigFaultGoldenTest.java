package dev.triptych.nn;

import ai.djl.ndarray.NDManager;
import dev.triptych.checkpoint.ConfigFaults;
import dev.triptych.checkpoint.WeightFaults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Every field of every configuration file of a text model's folder, wrong in turn, and weights that lie. */
@Timeout(300) // Only a hang takes as long.
class ConfigFaultGoldenTest {
    private static final String TEXT = "A harbour at night";
    private static final SequenceEncoder.Options OPTIONS = new SequenceEncoder.Options(Pooling.MEAN, 32);

    static final List<String> MODELS = List.of(
            "bert",
            "bert-cased-cls",
            "roberta",
            "xlm-roberta",
            "distilbert",
            "mpnet",
            "modernbert",
            "qwen3",
            "t5-encoder",
            "st-classic",
            "st-dense-normalize",
            "st-mean-cls-concat",
            "st-prompts",
            "st-static",
            "cross-encoder");

    @TempDir
    private Path dir;

    @ParameterizedTest
    @FieldSource("MODELS")
    void aWrongFieldIsAnErrorThatNamesFileOrWeightOrChangesNothing(String name) throws IOException {
        ConfigFaults.check(Goldens.FOLDER.resolve(name), dir, folder -> answer(name, folder));
    }

    @ParameterizedTest
    @FieldSource("MODELS")
    void weightsThatLieAreRefusedByFileAndName(String name) throws IOException {
        WeightFaults.check(Goldens.FOLDER.resolve(name), dir, folder -> answer(name, folder));
    }

    private static float[] answer(String name, Path folder) {
        return switch (name) {
            case "st-static" -> {
                try (StaticEmbedding embedding = StaticEmbedding.open(folder, OPTIONS)) {
                    yield embedding.embed(List.of(TEXT)).vectors()[0];
                }
            }
            case "cross-encoder" -> {
                try (CrossEncoder reranker = CrossEncoder.open(folder)) {
                    yield reranker.score(TEXT, List.of("Boats lie there", "How to sort a list"))
                            .values();
                }
            }
            default -> {
                try (SequenceEncoder encoder = SequenceEncoder.open(folder, OPTIONS);
                        NDManager scope = Kernels.get().newManager()) {
                    yield encoder.forward(scope, encoder.tokenize(List.of(TEXT)), false)
                            .toFloatArray();
                }
            }
        };
    }
}
