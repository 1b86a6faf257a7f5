package dev.triptych.train;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.triptych.nn.Heads;
import dev.triptych.nn.LayerStack;
import dev.triptych.nn.Tower;
import dev.triptych.space.Modality;
import dev.triptych.space.TriptychException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** All weights of a model by a name that says where they belong; an array that two towers share is listed once, with its owner. */
final class WeightGroups {
    /**
     * One weight.
     *
     * @param group a modality's id, that of its tokens' vectors, or the part of the heads that it belongs to
     * @param still whether it never moves, because low-rank matrices learn in its place
     */
    record Weight(String group, String name, NDArray array, boolean still) {
        /** Unique among all weights of the model. */
        String key() {
            String owner = group.startsWith(Recipe.EMBEDDINGS) ? group.substring(Recipe.EMBEDDINGS.length()) : group;
            return owner + "/" + name;
        }

        /** Gains, biases and temperatures are not pulled towards zero. */
        boolean decays() {
            return array.getShape().dimension() > 1;
        }
    }

    private static final List<String> TOKEN_VECTORS =
            List.of("word_embeddings.weight", "tok_embeddings.weight", "embed_tokens.weight", "shared.weight");

    private final Map<NDArray, Weight> weights;
    private final Map<Modality, Tower> towers;
    private final Heads heads;

    WeightGroups(Map<Modality, Tower> towers, Heads heads) {
        this.towers = towers;
        this.heads = heads;
        IdentityHashMap<NDArray, Weight> byArray = new IdentityHashMap<>();
        new TreeMap<>(towers).forEach((modality, tower) -> {
            boolean still = tower.layers().filter(LayerStack::adapted).isPresent();
            String group = modality.id();
            lowRank(tower).forEach((name, array) -> byArray.putIfAbsent(array, new Weight(group, name, array, false)));
            tower.parameters()
                    .forEach((name, array) ->
                            byArray.putIfAbsent(array, new Weight(part(group, name), name, array, still)));
        });
        heads.parameters().forEach((name, array) -> byArray.put(array, new Weight(part(name), name, array, false)));
        weights = Collections.unmodifiableMap(byArray);
    }

    private static Map<String, NDArray> lowRank(Tower tower) {
        return tower.layers().map(LayerStack::lowRank).orElse(Map.of());
    }

    /** The vectors of a tower's tokens may have a rate of their own. */
    private static String part(String modality, String name) {
        return TOKEN_VECTORS.stream().anyMatch(name::endsWith) ? Recipe.EMBEDDINGS + modality : modality;
    }

    /** {@code adapter.image.weight} belongs to {@code adapter.image}, {@code projection.up.bias} to {@code projection}. */
    private static String part(String name) {
        int dot = name.indexOf('.');
        return name.startsWith("adapter.") ? name.substring(0, name.indexOf('.', dot + 1)) : name.substring(0, dot);
    }

    /** These weights collect gradients, all others do not. */
    void learn(Predicate<Weight> learning) {
        weights.values().forEach(w -> JniUtils.attachGradient((PtNDArray) w.array(), learning.test(w)));
    }

    /** Which weights move in a stage: those with a rate, but not what low-rank matrices stand in for, nor what lies below the top layers. */
    Predicate<Weight> learning(Recipe.Stage stage) {
        Set<NDArray> below = Collections.newSetFromMap(new IdentityHashMap<>());
        stage.top().forEach((id, top) -> {
            Modality modality = Modality.of(id);
            Tower tower = towers.get(modality);
            if (tower != null) {
                LayerStack layers = layers(tower, "stage " + stage.name() + ": top." + id);
                if (top > layers.spec().depth()) {
                    throw new TriptychException(
                            "stage " + stage.name() + ": top." + id,
                            top + " layers",
                            "at most " + layers.spec().depth() + ", as many as the tower has",
                            "take fewer, or leave it out: then the whole tower learns");
                }
                below.addAll(layers.below(top));
            }
        });
        return w -> stage.rate(w.group()) > 0 && !w.still() && !below.contains(w.array());
    }

    /** The layers of a tower for which a recipe asks something of layers. */
    static LayerStack layers(Tower tower, String where) {
        return tower.layers()
                .orElseThrow(() -> new TriptychException(
                        where, "a network without transformer layers", "a transformer", "leave it out"));
    }

    /** Every weight once, by key, that moves in one of the stages. */
    Map<String, Weight> learned(List<Recipe.Stage> stages) {
        Map<String, Weight> learned = new TreeMap<>();
        for (Recipe.Stage stage : stages) {
            weights.values().stream().filter(learning(stage)).forEach(w -> learned.put(w.key(), w));
        }
        return learned;
    }

    /** Whether a modality's tower answers the same all through a stage. */
    boolean frozen(Modality modality, Recipe.Stage stage) {
        Predicate<Weight> learning = learning(stage);
        return weightsOf(modality).stream().map(weights::get).noneMatch(w -> w != null && learning.test(w));
    }

    /** All that a modality's vectors depend on in its tower, whoever owns it. */
    List<NDArray> weightsOf(Modality modality) {
        Tower tower = towers.get(modality);
        if (tower == null) {
            return List.of();
        }
        List<NDArray> all = new ArrayList<>(tower.parameters().values());
        all.addAll(lowRank(tower).values());
        return all;
    }

    /**
     * The weights that a task of these modalities moves when the given groups learn, in a fixed order.
     *
     * @param pair whose logit scale and bias are among them, or nothing
     */
    Map<String, Weight> moved(Set<Modality> modalities, Recipe.Stage stage, String pair) {
        List<NDArray> touched = new ArrayList<>();
        for (Modality m : modalities) {
            touched.addAll(weightsOf(m));
        }
        heads.parameters().forEach((name, array) -> {
            boolean adapter = modalities.stream().anyMatch(m -> name.startsWith("adapter." + m.id() + "."));
            if (adapter
                    || name.startsWith("projection.")
                    || name.equals("logit_scale." + pair)
                    || name.equals("logit_bias." + pair)) {
                touched.add(array);
            }
        });
        Predicate<Weight> learning = learning(stage);
        Map<String, Weight> moved = new TreeMap<>();
        for (NDArray array : touched) {
            Weight w = weights.get(array);
            if (w != null && learning.test(w)) {
                moved.put(w.key(), w);
            }
        }
        return new LinkedHashMap<>(moved);
    }
}
