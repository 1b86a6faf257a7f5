package dev.triptych.model;

import dev.triptych.checkpoint.JsonConfig;
import dev.triptych.nn.Prepared;
import dev.triptych.nn.StaticTower;
import dev.triptych.space.Modality;
import dev.triptych.space.Progress;
import dev.triptych.space.Text;
import dev.triptych.space.TriptychException;
import dev.triptych.train.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The static embedding that a recipe starts with: each token's vector is what the model answers to that token alone, as in model2vec
 * (Tulkens and van Dongen 2024), in the strongest directions of all of these.
 */
final class StaticStart {
    private static final int AT_ONCE = 4096;
    private static final int MOST = 1 << 22;

    private StaticStart() {}

    /**
     * The recipe with the static embedding's folder, if it asks for one.
     *
     * @param out where the folder is written; one that is there already is used if the run goes on
     */
    static Recipe make(Recipe plan, Path out, boolean resume, Progress progress) {
        Recipe.TowerSpec spec = plan.towers().get(Modality.TEXT);
        if (spec == null || !spec.isStatic()) {
            return plan;
        }
        Path folder = out.resolve("start").resolve(Modality.TEXT.id());
        if (!resume || !Files.isRegularFile(folder.resolve("model.safetensors"))) {
            try {
                write(plan.start().orElseThrow(), spec, folder, progress);
            } catch (IOException e) {
                throw new TriptychException(folder + ": cannot be written: " + e.getMessage(), e);
            }
        }
        Map<Modality, Recipe.TowerSpec> towers = new EnumMap<>(plan.towers());
        towers.put(Modality.TEXT, spec.madeIn(folder));
        return plan.withTowers(towers);
    }

    private static void write(Path start, Recipe.TowerSpec spec, Path folder, Progress progress) throws IOException {
        Path text = spec.from();
        int tokens = JsonConfig.read(text.resolve("config.json")).integer("vocab_size", 1, MOST);
        try (TriModal model = ModelFolder.open(start).load()) {
            List<Prepared> empty = model.tower(Modality.TEXT).prepare(List.of(Text.of("")));
            int[] around = ((Prepared.Tokens) empty.get(0)).ids();
            float[][] vectors = new float[tokens][];
            try (Progress.Task bar = progress.start("asking the model for each token", tokens)) {
                for (int from = 0; from < tokens; from += AT_ONCE) {
                    List<Prepared> some = new ArrayList<>();
                    for (int id = from; id < Math.min(tokens, from + AT_ONCE); id++) {
                        some.add(new Prepared.Tokens(between(around, id), false));
                    }
                    float[][] answers = model.embed(Modality.TEXT, some);
                    System.arraycopy(answers, 0, vectors, from, answers.length);
                    bar.advance(answers.length);
                }
            }
            StaticTower.write(folder, text.resolve("tokenizer.json"), vectors, spec.rank());
        }
    }

    /** The token behind the first half of the special tokens, which for BERT and its kin is the one in front. */
    private static int[] between(int[] around, int id) {
        int[] ids = new int[around.length + 1];
        int middle = (around.length + 1) / 2;
        System.arraycopy(around, 0, ids, 0, middle);
        ids[middle] = id;
        System.arraycopy(around, middle, ids, middle + 1, around.length - middle);
        return ids;
    }
}
