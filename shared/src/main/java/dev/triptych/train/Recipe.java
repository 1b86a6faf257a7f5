package dev.triptych.train;

import dev.triptych.checkpoint.DType;
import dev.triptych.nn.Augmentation;
import dev.triptych.nn.Lora;
import dev.triptych.nn.Precision;
import dev.triptych.space.Modality;
import dev.triptych.space.TriptychException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A training described in one YAML file: towers, tasks, stages.
 *
 * @param name of the model
 * @param seed of everything random: the same recipe and seed give the same batches
 * @param width of the space
 * @param hidden width inside the common projection
 * @param towers where each tower starts from
 * @param tasks by name
 * @param stages one after the other
 * @param checkpointEvery steps between checkpoints
 * @param ema with it the model is the exponential moving average of the weights, of which so much stays at each step; 0 for the weights
 *     themselves
 * @param features folder of what frozen towers have answered, for several runs; empty for one in the run's own folder
 * @param validation when the model is measured; absent: never
 * @param weights in what the model's matrices are stored: F16, or I8 for half of that
 * @param start a model that the run goes on with: its heads, and the towers that name no folder of their own
 */
public record Recipe(
        String name,
        long seed,
        int width,
        int hidden,
        Map<Modality, TowerSpec> towers,
        Map<String, TaskSpec> tasks,
        List<Stage> stages,
        int checkpointEvery,
        double ema,
        Optional<Path> features,
        Optional<ValidationPlan> validation,
        DType weights,
        Optional<Path> start) {

    private static final int MOST = 1 << 24;
    /** The group of the adapters, the projection and the temperatures, as far as a stage gives them no rate of their own. */
    public static final String HEADS = "heads";

    /** With a modality's id behind it: the vectors of its tokens, as far as a stage gives them a rate of their own. */
    static final String EMBEDDINGS = "embeddings.";

    private static final Set<String> PARTS_OF_HEADS =
            Set.of(HEADS, "adapter.text", "adapter.image", "adapter.code", "projection", "logit_scale", "logit_bias");

    private static final Map<String, Schedule.Shape> SCHEDULES = Map.of(
            "cosine", Schedule.Shape.COSINE, "linear", Schedule.Shape.LINEAR, "constant", Schedule.Shape.CONSTANT);

    private static final Map<String, Precision> PRECISIONS =
            Map.of("fp32", Precision.FLOAT32, "bf16", Precision.BFLOAT16);

    /** PyTorch's for AdamW. */
    private static final double WEIGHT_DECAY = 0.01;

    /**
     * Where a tower starts.
     *
     * @param maxTokens 0 for the folder's own limit
     * @param lender tower whose embeddings and lower layers are used, or empty
     * @param sharedLayers how many layers
     * @param lora with it the tower's own weights stay as they are, and low-rank matrices learn in their place
     * @param vocabulary with it the tower gets further tokens before it learns
     * @param kept whether it is the one of the model that the recipe starts with, to which that model's adapter belongs
     * @param rank numbers of a token's vector, if the tower is to be a static embedding that answers as that model does; 0 for none
     */
    public record TowerSpec(
            Path from,
            int maxTokens,
            String lender,
            int sharedLayers,
            Optional<Lora> lora,
            Optional<VocabularySpec> vocabulary,
            boolean kept,
            int rank) {
        /** A tower whose own weights learn, if any do. */
        public TowerSpec(Path from, int maxTokens, String lender, int sharedLayers) {
            this(from, maxTokens, lender, sharedLayers, Optional.empty(), Optional.empty(), false, 0);
        }

        /** The same, but for where it starts: a folder that was made as the recipe says. */
        public TowerSpec madeIn(Path folder) {
            return new TowerSpec(folder, maxTokens, lender, sharedLayers, lora, Optional.empty(), kept, rank);
        }

        /** Whether it is a static embedding beside the model that the recipe starts with. */
        public boolean isStatic() {
            return rank > 0;
        }
    }

    /** The same recipe with towers that start elsewhere. */
    public Recipe withTowers(Map<Modality, TowerSpec> others) {
        return new Recipe(
                name,
                seed,
                width,
                hidden,
                others,
                tasks,
                stages,
                checkpointEvery,
                ema,
                features,
                validation,
                weights,
                start);
    }

    /**
     * One task.
     *
     * @param batch pairs of a step
     * @param cached how many contents of a side are embedded at once, see {@link GradCache}; 0 for all
     * @param dropout part of the numbers of the tower vectors that is left out at random before the adapters (Srivastava et al. 2014); few
     *     pictures with many captions are learned by heart without it
     * @param augmentation of pictures whose tower learns
     * @param data left to the sources that read it
     */
    public record TaskSpec(
            String name,
            Modality anchors,
            Modality positives,
            ObjectiveSpec objective,
            int batch,
            int cached,
            double dropout,
            Augmentation augmentation,
            YamlNode data) {

        /** {@code text-image}: the name of the pair of modalities. */
        public String pair() {
            return anchors.id() + "-" + positives.id();
        }

        /** Refuses data that the objective cannot use; {@code width} is that of the space. */
        public void requireUsable(PairSource source, int width) {
            objective.needs().check(this, source, width);
        }
    }

    /**
     * A part of the run with its own schedule.
     *
     * @param rates learning rate by group: a modality's id, {@code embeddings.text} for the vectors of its tokens alone,
     *     {@value Recipe#HEADS}, or a part of the heads ({@code adapter.image}, {@code projection}, …); a group that is absent is frozen
     * @param weights how often each task is drawn
     * @param schedule of the rates from the first step of the stage to its last
     * @param decays weight decay by group, as for the rates
     * @param decay of the groups that have none of their own
     * @param clip largest norm of all gradients together
     * @param top by the id of a modality, of how many of its tower's last layers the weights learn, and those of what follows the
     *     layers; a tower that is absent learns as a whole
     * @param precision in what the layers of towers that learn compute, see {@link dev.triptych.nn.LayerStack#autocast}; all else, weights
     *     and gradients included, is float32
     */
    public record Stage(
            String name,
            int steps,
            Map<String, Double> rates,
            Map<String, Double> weights,
            Schedule schedule,
            Map<String, Double> decays,
            double decay,
            double clip,
            Map<String, Integer> top,
            Precision precision) {

        /** The rate of a group of weights, 0 if it is frozen; a part of the heads or of a tower without a rate of its own has theirs. */
        double rate(String group) {
            return of(rates, group, 0);
        }

        /** The weight decay of a group of weights; a part of the heads without one of its own has theirs. */
        double decay(String group) {
            return of(decays, group, decay);
        }

        private static double of(Map<String, Double> numbers, String group, double otherwise) {
            Double own = numbers.get(group);
            if (own == null && PARTS_OF_HEADS.contains(group)) {
                own = numbers.get(HEADS);
            } else if (own == null && group.startsWith(EMBEDDINGS)) {
                own = numbers.get(group.substring(EMBEDDINGS.length()));
            }
            return own == null ? otherwise : own;
        }
    }

    /** What the logarithm of each pair's logit scale starts at; of several tasks of a pair, one that learns the scale says it. */
    public Map<String, Double> logScales() {
        Map<String, Double> scales = new TreeMap<>();
        for (boolean learned : new boolean[] {false, true}) {
            for (TaskSpec task : tasks.values()) {
                if (task.objective().learnsScale() == learned) {
                    task.objective().scale().ifPresent(s -> scales.put(task.pair(), Math.log(s)));
                }
            }
        }
        return scales;
    }

    /** What the logit bias of each pair starts at that learns one. */
    public Map<String, Double> logitBiases() {
        Map<String, Double> biases = new TreeMap<>();
        tasks.values().forEach(task -> task.objective().bias().ifPresent(b -> biases.put(task.pair(), b)));
        return biases;
    }

    /** Reads a recipe; the first fault is thrown. */
    public static Recipe read(Path file) {
        return read(YamlNode.read(file), fault -> {
            throw fault;
        });
    }

    /**
     * Reads a recipe that may be wrong in many places.
     *
     * @param faults hears of each of them
     * @return the recipe as far as it could be read; it is good for nothing if there were faults
     */
    public static Recipe read(Path file, Consumer<TriptychException> faults) {
        return read(YamlNode.read(file, faults), faults);
    }

    private static Recipe read(YamlNode root, Consumer<TriptychException> faults) {
        String name = root.text("name");
        long seed = root.integer("seed", 0, Integer.MAX_VALUE, 1);
        YamlNode space = root.node("space");
        int width = space.integer("width", 1, 1 << 14);
        int hidden = space.integer("hidden", 1, 1 << 16, 2 * width);
        space.end();
        Optional<Path> start = root.has("start") ? Optional.of(root.path("start")) : Optional.empty();
        Map<Modality, TowerSpec> towers = new EnumMap<>(Modality.class);
        guarded(faults, () -> towers.putAll(TowerFields.read(root.node("towers"), start)));
        Map<String, TaskSpec> tasks = new LinkedHashMap<>();
        YamlNode taskNodes = root.node("tasks");
        for (String task : taskNodes.names()) {
            guarded(faults, () -> tasks.put(task, task(task, taskNodes.node(task), towers, width)));
        }
        List<Stage> stages = new ArrayList<>();
        Precision precision = root.oneOf("precision", PRECISIONS, "fp32");
        for (YamlNode node : root.nodes("stages")) {
            guarded(faults, () -> stages.add(stage(node, towers, taskNodes.names(), precision)));
        }
        int every = root.integer("checkpoint_every", 1, MOST, 500);
        Optional<ValidationPlan> validation =
                root.has("validate") ? Optional.of(ValidationPlan.read(root.node("validate"))) : Optional.empty();
        double ema = root.number("ema", 0, 0.999999, 0);
        Optional<Path> features = root.has("features") ? Optional.of(root.path("features")) : Optional.empty();
        DType weights = root.oneOf("weights", Map.of("float16", DType.F16, "int8", DType.I8), "float16");
        root.end();
        return new Recipe(
                name, seed, width, hidden, towers, tasks, stages, every, ema, features, validation, weights, start);
    }

    /** A part whose fault does not keep the others from being read. */
    private static void guarded(Consumer<TriptychException> faults, Runnable part) {
        try {
            part.run();
        } catch (TriptychException fault) {
            faults.accept(fault);
        }
    }

    private static TaskSpec task(String name, YamlNode node, Map<Modality, TowerSpec> towers, int width) {
        List<String> pair = node.texts("pair");
        if (pair.size() != 2) {
            throw new TriptychException(node.where("pair"), pair.toString(), "two modalities", "write [text, image]");
        }
        Modality anchors = modality(node, "pair", pair.get(0));
        Modality positives = modality(node, "pair", pair.get(1));
        for (Modality m : List.of(anchors, positives)) {
            if (!towers.containsKey(m)) {
                node.fault(new TriptychException(
                        node.where("pair"), m.id(), "one of the towers of the recipe", "add the tower"));
            }
        }
        TaskSpec task = new TaskSpec(
                name,
                anchors,
                positives,
                ObjectiveSpec.read(node, width),
                node.integer("batch", 2, 1 << 16),
                node.integer("cached", 1, 1 << 16, 0),
                node.number("dropout", 0, 0.95, 0),
                AugmentationFields.read(node),
                node.node("data").strict());
        node.end();
        return task;
    }

    private static Stage stage(YamlNode node, Map<Modality, TowerSpec> towers, Set<String> tasks, Precision precision) {
        Map<String, Double> weights = new LinkedHashMap<>();
        YamlNode weightNode = node.node("tasks");
        for (String task : weightNode.names()) {
            if (!tasks.contains(task)) {
                weightNode.fault(new TriptychException(
                        weightNode.where(task), "an unknown task", "one of " + tasks, "mend the name"));
            }
            weights.put(task, weightNode.number(task, 0, 1e9));
        }
        int steps = node.integer("steps", 1, MOST);
        boolean each = node.isNode("weight_decay");
        Stage stage = new Stage(
                node.text("name"),
                steps,
                byGroup(node.node("rates"), towers.keySet(), 10),
                weights,
                new Schedule(node.oneOf("schedule", SCHEDULES, "cosine"), warmup(node, steps), steps),
                each ? byGroup(node.node("weight_decay"), towers.keySet(), 1) : Map.of(),
                each ? WEIGHT_DECAY : node.number("weight_decay", 0, 1, WEIGHT_DECAY),
                node.number("clip", 1e-6, 1e6, 1.0),
                top(node.nodeOrEmpty("top"), towers.keySet()),
                node.has("precision") ? node.oneOf("precision", PRECISIONS, "fp32") : precision);
        node.end();
        return stage;
    }

    private static Map<String, Integer> top(YamlNode node, Set<Modality> towers) {
        Map<String, Integer> top = new LinkedHashMap<>();
        for (String tower : node.names()) {
            if (!towers.contains(modality(node, tower, tower))) {
                throw new TriptychException(node.where(tower), "no such tower", "one of the recipe's", "remove it");
            }
            top.put(tower, node.integer(tower, 0, 1000));
        }
        return top;
    }

    /** Below 1 a part of the stage, from 1 on a number of its steps, as transformers 5 reads {@code warmup_steps}. */
    private static int warmup(YamlNode node, int steps) {
        double warmup = node.number("warmup", 0, steps, 0.05);
        return warmup < 1 ? (int) Math.round(warmup * steps) : node.integer("warmup", 1, steps);
    }

    private static Map<String, Double> byGroup(YamlNode node, Set<Modality> towers, double most) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        for (String group : node.names()) {
            String tower = group.startsWith(EMBEDDINGS) ? group.substring(EMBEDDINGS.length()) : group;
            if (!PARTS_OF_HEADS.contains(group) && towers.stream().noneMatch(m -> m.id().equals(tower))) {
                node.fault(new TriptychException(
                        node.where(group),
                        "an unknown group",
                        "a tower of the recipe, its " + EMBEDDINGS + "…, or one of " + new TreeSet<>(PARTS_OF_HEADS),
                        "mend the name"));
            }
            numbers.put(group, node.number(group, 0, most));
        }
        return numbers;
    }

    static Modality modality(YamlNode node, String field, String word) {
        try {
            return Modality.of(word);
        } catch (TriptychException e) {
            throw new TriptychException(node.where(field), "'" + word + "'", "text, image or code", "mend the name");
        }
    }
}
