package dev.triptych.bench;

import dev.triptych.model.ModelFolder;
import dev.triptych.nn.Pooling;
import dev.triptych.nn.Precision;
import dev.triptych.nn.SequenceEncoder;
import dev.triptych.space.Modality;
import dev.triptych.space.TriptychException;
import dev.triptych.train.Recipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The folder of one tower in a published format, which Python libraries load as well.
 *
 * @param label what tables call it
 * @param maxTokens cuts texts earlier than the folder says; 0 for its own limit
 */
record TowerFolder(String label, Path path, int maxTokens) {

    /** A tower of a model folder of ours, or a published folder itself; of the model inside if none is given. */
    static TowerFolder find(Optional<Path> given, Modality modality) {
        if (given.isPresent() && !Files.isDirectory(given.get())) {
            throw new TriptychException(
                    given.get().toString(),
                    Files.exists(given.get()) ? "a file" : "no such folder",
                    "a model folder of Triptych or a published one",
                    "check the path");
        }
        if (given.isPresent() && !Files.exists(given.get().resolve("triptych.json"))) {
            return new TowerFolder(name(given.get()), given.get(), 0);
        }
        ModelFolder model = given.map(ModelFolder::open).orElseGet(ModelFolder::shipped);
        Recipe.TowerSpec spec = model.tower(modality);
        return new TowerFolder(model.name() + "/" + modality.id(), spec.from(), spec.maxTokens());
    }

    private static String name(Path folder) {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        return name == null ? folder.toString() : name.toString();
    }

    SequenceEncoder openEncoder() {
        return openEncoder(Precision.FLOAT32);
    }

    SequenceEncoder openEncoder(Precision precision) {
        var options = new SequenceEncoder.Options(Pooling.MEAN, maxTokens);
        return SequenceEncoder.open(path, options.in(precision));
    }
}
