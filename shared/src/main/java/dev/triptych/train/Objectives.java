package dev.triptych.train;

import dev.triptych.objective.Clip;
import dev.triptych.objective.InfoNce;
import dev.triptych.objective.Objective;

/** The objective that a task of the recipe names. */
final class Objectives {
    private Objectives() {}

    static Objective of(Recipe.TaskSpec task) {
        return switch (task.objective()) {
            case "clip" -> new Clip();
            case "infonce" -> new InfoNce(task.scale(), task.symmetric());
            default -> throw new IllegalArgumentException(task.objective());
        };
    }
}
