package dev.triptych.model;

import dev.triptych.nn.FasterPrecision;
import dev.triptych.nn.Precision;
import dev.triptych.nn.Tower;
import dev.triptych.space.Modality;
import dev.triptych.train.Recipe;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** In what a run computes, said for people. */
final class RunPrecision {
    private RunPrecision() {}

    /** {@code fp32}, or where bf16 and whether it is worth it on this machine. */
    static String of(Recipe plan, Map<Modality, Tower> towers) {
        String stages = plan.stages().stream()
                .filter(stage -> stage.precision() == Precision.BFLOAT16)
                .map(Recipe.Stage::name)
                .collect(Collectors.joining(", "));
        if (stages.isEmpty()) {
            return "fp32";
        }
        String layered = new TreeMap<>(towers)
                .entrySet().stream()
                        .filter(tower -> tower.getValue().layers().isPresent())
                        .map(tower -> tower.getKey().id())
                        .collect(Collectors.joining(", "));
        return "bf16 in the layers of " + layered + " where they learn (" + stages + "), fp32 in all else"
                + (FasterPrecision.get() == Precision.FLOAT32 ? "; on this machine fp32 is faster" : "");
    }
}
