package dev.triptych.samples;

import dev.triptych.evaluate.RecipeTasks;
import dev.triptych.model.TrainingRun;
import dev.triptych.model.Triptych;
import dev.triptych.space.Progress;
import dev.triptych.space.Text;
import java.nio.file.Path;

/** Trains a space as a recipe says, then loads and uses it. A run that was stopped goes on when it is started again with true. */
public final class Train {
    private Train() {}

    /** {@code Train RECIPE.yaml OUT_DIR [true]}. */
    public static void main(String[] arguments) {
        boolean resume = arguments.length > 2 && Boolean.parseBoolean(arguments[2]);
        TrainingRun.Outcome run = TrainingRun.train(
                Path.of(arguments[0]),
                Path.of(arguments[1]),
                resume,
                Progress.console(),
                System.err::println,
                new RecipeTasks());
        if (run.finished()) {
            try (Triptych space = Triptych.load(run.model())) {
                float[] vector = space.embed(Text.of("it works"));
                System.out.println(run.fingerprint() + ": " + vector.length + " numbers for a sentence");
            }
        }
    }
}
