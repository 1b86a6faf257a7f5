package dev.triptych.train;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.triptych.checkpoint.DType;
import dev.triptych.nn.Heads;
import dev.triptych.nn.LayerStack;
import dev.triptych.nn.Prepared;
import dev.triptych.nn.SequenceEncoder;
import dev.triptych.nn.SequenceTower;
import dev.triptych.nn.Tower;
import dev.triptych.space.Content;
import dev.triptych.space.Modality;
import dev.triptych.space.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Two towers of the small published BERT, heads, and rows of a few words. */
final class TinyTraining implements AutoCloseable {
    static final int WIDTH = 32;

    static final List<String> WORDS =
            List.of("red", "house", "a", "the", "river", "runs", "over", "stones", "two", "birds");

    final Recipe recipe;
    final Map<Modality, Tower> towers = new EnumMap<>(Modality.class);
    final Heads heads;

    /** Rows embedded with gradients, by the scope that holds their graph. */
    private final IdentityHashMap<NDManager, Integer> graphs = new IdentityHashMap<>();

    private int mostRows;
    private int computed;

    private TinyTraining(Recipe recipe, Path folder, boolean shares) {
        this.recipe = recipe;
        Plain text = new Plain(Modality.TEXT, SequenceEncoder.open(folder, SequenceEncoder.Options.DEFAULT));
        SequenceEncoder code = shares
                ? SequenceEncoder.open(folder, SequenceEncoder.Options.DEFAULT, text.encoder(), 1)
                : SequenceEncoder.open(folder, SequenceEncoder.Options.DEFAULT);
        towers.put(Modality.TEXT, new Watched(text));
        towers.put(Modality.CODE, new Watched(new Plain(Modality.CODE, code)));
        Map<Modality, Integer> widths = new EnumMap<>(Modality.class);
        towers.forEach((m, tower) -> widths.put(m, tower.width()));
        heads = Heads.create(widths, recipe.width(), recipe.hidden(), recipe.logScales(), recipe.logitBiases(), 3);
    }

    static Path bert() {
        Path folder = Path.of(System.getProperty("triptych.goldens", "../shared/goldens"), "bert");
        assumeTrue(Files.isDirectory(folder), () -> "no " + folder + "; set -Dtriptych.goldens=DIR");
        return folder;
    }

    /**
     * A training of one task.
     *
     * @param task the fields of the task besides pair and data
     * @param stage those of the stage besides name and tasks
     */
    static TinyTraining of(Path dir, String task, String stage) {
        bert();
        String yaml =
                """
                name: tiny
                seed: 4
                space: {width: 32, hidden: 48}
                towers: {text: {from: text}, code: {from: code}}
                tasks:
                  pairs: {pair: [text, code], TASK, data: {}}
                stages:
                  - {name: all, STAGE, tasks: {pairs: 1}}
                """
                        .replace("TASK", task)
                        .replace("STAGE", stage);
        try {
            return new TinyTraining(Recipe.read(Files.writeString(dir.resolve("recipe.yaml"), yaml)), bert(), false);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * A training of {@link TinyBert}, which needs no reference answers; its code tower has a layer of its own on one of the text tower's.
     *
     * @param lora that of the text tower, or nothing
     * @param root further fields of the recipe
     */
    static TinyTraining own(Path dir, String lora, String stages, String root) {
        String yaml =
                """
                name: tiny
                seed: 4
                space: {width: 16, hidden: 24}
                towers: {text: {from: textLORA}, code: {from: code, shares: {tower: text, layers: 1}}}
                tasks:
                  pairs: {pair: [text, code], objective: infonce, batch: 4, dropout: 0.1, data: {}}
                stages:
                STAGES
                ROOT
                """
                        .replace("LORA", lora.isEmpty() ? "" : ", lora: " + lora)
                        .replace("STAGES", stages.indent(2).stripTrailing())
                        .replace("ROOT", root);
        try {
            Path folder = Files.createDirectories(dir.resolve("tiny-bert"));
            TinyBert.write(folder);
            return new TinyTraining(Recipe.read(Files.writeString(dir.resolve("recipe.yaml"), yaml)), folder, true);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A trainer over twenty rows. */
    ContrastiveTrainer trainer(Path out) {
        return new ContrastiveTrainer(recipe, "0".repeat(64), towers, heads, Map.of("pairs", new Rows(20, 0, 0)), out);
    }

    /** Every weight of towers and heads by name, as it is now. */
    Map<String, float[]> weights() {
        Map<String, float[]> all = new TreeMap<>();
        towers.forEach((m, tower) ->
                tower.parameters().forEach((name, array) -> all.put(m.id() + "/" + name, array.toFloatArray())));
        heads.parameters().forEach((name, array) -> all.put(name, array.toFloatArray()));
        return all;
    }

    Recipe.TaskSpec task() {
        return Objects.requireNonNull(recipe.tasks().get("pairs"));
    }

    static Text words(int seed) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < 2 + seed % 5; i++) {
            words.append(WORDS.get((seed * 7 + i * (3 + seed % 4)) % WORDS.size()))
                    .append(' ');
        }
        return Text.of(words.toString() + seed);
    }

    @Override
    public void close() {
        heads.close();
        // The borrower before the lender.
        List.of(Modality.CODE, Modality.TEXT)
                .forEach(m -> Objects.requireNonNull(towers.get(m)).close());
    }

    /** Rows with as many hard negatives and targets as asked; a score is 0 or 1, so that it is one for every objective. */
    record Rows(int size, int negatives, int targets) implements PairSource {
        @Override
        public Pair draw(int index, RandomGenerator random) {
            List<Content> wrong = new ArrayList<>();
            for (int k = 0; k < negatives; k++) {
                wrong.add(words(100 + index * 10 + k));
            }
            List<Float> numbers = new ArrayList<>();
            for (int k = 0; k < targets; k++) {
                numbers.add(targets == 1 ? index % 2 : (float) Math.sin(index + 2.0 * k));
            }
            return new Pair(words(index), words(index + 50), index, wrong, numbers);
        }

        @Override
        public long group(int index) {
            return index;
        }

        @Override
        public Modality anchors() {
            return Modality.TEXT;
        }

        @Override
        public Modality positives() {
            return Modality.CODE;
        }
    }

    /** How many contents the towers were asked. */
    int computed() {
        return computed;
    }

    /** The most rows that graphs with gradients held at one time. */
    int mostRows() {
        return mostRows;
    }

    private static final class Plain extends SequenceTower {
        private Plain(Modality modality, SequenceEncoder encoder) {
            super(modality, encoder, content -> ((Text) content).value());
        }
    }

    /** Counts what is embedded with gradients while its scope is open. */
    private final class Watched implements Tower {
        private final Tower tower;

        private Watched(Tower tower) {
            this.tower = tower;
        }

        @Override
        public NDArray forward(NDManager scope, List<Prepared> batch, boolean train) {
            computed += batch.size();
            if (train) {
                graphs.merge(scope, batch.size(), Integer::sum);
                int open = 0;
                for (Map.Entry<NDManager, Integer> graph : graphs.entrySet()) {
                    open += graph.getKey().isOpen() ? graph.getValue() : 0;
                }
                mostRows = Math.max(mostRows, open);
            }
            return tower.forward(scope, batch, train);
        }

        @Override
        public Modality modality() {
            return tower.modality();
        }

        @Override
        public int width() {
            return tower.width();
        }

        @Override
        public int budget() {
            return tower.budget();
        }

        @Override
        public List<Prepared> prepare(List<? extends Content> contents) {
            return tower.prepare(contents);
        }

        @Override
        public Map<String, NDArray> parameters() {
            return tower.parameters();
        }

        @Override
        public Optional<LayerStack> layers() {
            return tower.layers();
        }

        @Override
        public void save(Path folder, DType dtype) throws IOException {
            tower.save(folder, dtype);
        }

        @Override
        public void close() {
            tower.close();
        }
    }
}
