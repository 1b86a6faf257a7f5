package dev.triptych.train;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.triptych.nn.Heads;
import dev.triptych.nn.Tower;
import dev.triptych.space.Modality;
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
    /** One weight: {@code group} is a modality's id or the part of the heads that it belongs to. */
    record Weight(String group, String name, NDArray array) {
        /** Unique among all weights of the model. */
        String key() {
            return group + "/" + name;
        }

        /** Gains, biases and temperatures are not pulled towards zero. */
        boolean decays() {
            return array.getShape().dimension() > 1;
        }
    }

    private final Map<NDArray, Weight> weights;
    private final Map<Modality, Tower> towers;
    private final Heads heads;

    WeightGroups(Map<Modality, Tower> towers, Heads heads) {
        this.towers = towers;
        this.heads = heads;
        IdentityHashMap<NDArray, Weight> byArray = new IdentityHashMap<>();
        new TreeMap<>(towers).forEach((modality, tower) -> tower.parameters()
                .forEach((name, array) -> byArray.putIfAbsent(array, new Weight(modality.id(), name, array))));
        heads.parameters().forEach((name, array) -> byArray.put(array, new Weight(part(name), name, array)));
        weights = Collections.unmodifiableMap(byArray);
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

    /** Every weight once, by key. */
    Map<String, Weight> all() {
        Map<String, Weight> all = new TreeMap<>();
        weights.values().forEach(w -> all.put(w.key(), w));
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
            Tower tower = towers.get(m);
            if (tower != null) {
                touched.addAll(tower.parameters().values());
            }
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
        Map<String, Weight> moved = new TreeMap<>();
        for (NDArray array : touched) {
            Weight w = weights.get(array);
            if (w != null && stage.rate(w.group()) > 0) {
                moved.put(w.key(), w);
            }
        }
        return new LinkedHashMap<>(moved);
    }
}
