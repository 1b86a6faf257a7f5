package dev.triptych.model;

import ai.djl.ndarray.NDArray;
import dev.triptych.code.CodeTower;
import dev.triptych.nn.Heads;
import dev.triptych.nn.LengthBuckets;
import dev.triptych.nn.Pooling;
import dev.triptych.nn.Precision;
import dev.triptych.nn.Prepared;
import dev.triptych.nn.SequenceEncoder;
import dev.triptych.nn.Tower;
import dev.triptych.space.CloseGuard;
import dev.triptych.space.Modality;
import dev.triptych.space.TriptychException;
import dev.triptych.text.TextTower;
import dev.triptych.text.TextTowers;
import dev.triptych.train.Recipe;
import dev.triptych.vision.ImageTower;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Towers and heads together: the network that is trained, saved and run. A tower is opened when it is first asked. */
final class TriModal implements AutoCloseable {
    private final CloseGuard guard;
    private final Map<Modality, Recipe.TowerSpec> specs;
    private final Map<Modality, Tower> towers;
    private final Heads heads;
    private final Precision precision;

    /** All towers are open already. */
    TriModal(Map<Modality, Tower> towers, Heads heads) {
        this("in memory", Map.of(), towers, heads, Precision.FLOAT32);
    }

    /**
     * Towers that are not in {@code towers} are opened by their specification.
     *
     * @param where the model lies, for errors
     */
    TriModal(
            String where,
            Map<Modality, Recipe.TowerSpec> specs,
            Map<Modality, Tower> towers,
            Heads heads,
            Precision precision) {
        guard = new CloseGuard("model " + where);
        this.specs = specs;
        this.towers = towers;
        this.heads = heads;
        this.precision = precision;
    }

    /** Opens the towers of a recipe or a model folder; the text tower first, because the code tower may borrow from it. */
    static Map<Modality, Tower> openTowers(Map<Modality, Recipe.TowerSpec> specs) {
        Map<Modality, Tower> towers = new EnumMap<>(Modality.class);
        try {
            for (Modality modality : List.of(Modality.TEXT, Modality.IMAGE, Modality.CODE)) {
                Recipe.TowerSpec spec = specs.get(modality);
                if (spec != null) {
                    towers.put(modality, open(modality, spec, towers, Precision.FLOAT32));
                }
            }
            return towers;
        } catch (RuntimeException e) {
            towers.values().forEach(Tower::close);
            throw e;
        }
    }

    private static Tower open(
            Modality modality, Recipe.TowerSpec spec, Map<Modality, Tower> towers, Precision precision) {
        SequenceEncoder.Options options = new SequenceEncoder.Options(Pooling.MEAN, spec.maxTokens()).in(precision);
        return switch (modality) {
            case TEXT -> TextTowers.open(spec.from(), options);
            case IMAGE -> ImageTower.open(spec.from());
            case CODE -> {
                if (spec.lender().isEmpty()) {
                    yield new CodeTower(SequenceEncoder.open(spec.from(), options));
                }
                if (!(towers.get(Modality.TEXT) instanceof TextTower lender)) {
                    throw new TriptychException(
                            "code tower: shares", spec.lender(), "a text tower in the same model", "add one");
                }
                yield new CodeTower(SequenceEncoder.open(spec.from(), options, lender.encoder(), spec.sharedLayers()));
            }
        };
    }

    Map<Modality, Tower> towers() {
        return towers;
    }

    Heads heads() {
        return heads;
    }

    /** What it reads. */
    Set<Modality> modalities() {
        return specs.isEmpty() ? Set.copyOf(towers.keySet()) : Set.copyOf(specs.keySet());
    }

    synchronized Tower tower(Modality modality) {
        guard.check();
        Tower tower = towers.get(modality);
        if (tower != null) {
            return tower;
        }
        Recipe.TowerSpec spec = specs.get(modality);
        if (spec == null) {
            throw new TriptychException(
                    "the model", "no tower for " + modality.id(), "one of " + specs.keySet(), "use another model");
        }
        if (!spec.lender().isEmpty()) {
            tower(Modality.TEXT);
        }
        Tower opened = open(modality, spec, towers, precision);
        int taken = opened.inSpace() ? heads.width() : heads.towerWidth(modality);
        if (opened.width() != taken) {
            opened.close();
            throw new TriptychException(
                    spec.from() + ": width",
                    String.valueOf(opened.width()),
                    taken + ", which the " + (opened.inSpace() ? "space has" : "adapter takes"),
                    "use the tower that the model was saved with");
        }
        towers.put(modality, opened);
        return opened;
    }

    /** Unit vectors of the space, in the order given; native memory is freed before it returns. */
    float[][] embed(Modality modality, List<Prepared> inputs) {
        Tower tower = tower(modality);
        return LengthBuckets.vectors(
                inputs,
                tower.budget(),
                (scope, batch) -> guard.use(() -> {
                    NDArray vectors = tower.forward(scope, batch, false);
                    return tower.inSpace() ? vectors : heads.forward(vectors, modality, false);
                }));
    }

    /** Refuses if the model is closed. */
    void check() {
        guard.check();
    }

    @Override
    public void close() {
        guard.close(this::free);
    }

    private synchronized void free() {
        heads.close();
        // The borrower before the lender.
        List.of(Modality.CODE, Modality.IMAGE, Modality.TEXT).forEach(modality -> {
            Tower tower = towers.get(modality);
            if (tower != null) {
                tower.close();
            }
        });
    }
}
