package dev.triptych.model;

import dev.triptych.nn.Heads;
import dev.triptych.space.Modality;
import dev.triptych.space.TriptychException;
import dev.triptych.train.Recipe;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The model that a recipe goes on with: its heads, and those of its towers in whose place the recipe names no other. */
record StartingModel(Path folder, ModelFolder model) {

    static Optional<StartingModel> of(Recipe plan) {
        return plan.start().map(folder -> new StartingModel(folder, ModelFolder.open(folder)));
    }

    /** The recipe with the folders of all towers, also of those that come from the model. */
    static Recipe resolved(Recipe plan) {
        return of(plan).map(start -> start.fill(plan)).orElse(plan);
    }

    private Recipe fill(Recipe plan) {
        if (model.width() != plan.width()) {
            throw new TriptychException(
                    folder + ": width",
                    String.valueOf(model.width()),
                    plan.width() + ", the width of the recipe's space",
                    "write space: {width: " + model.width() + "}, or start elsewhere");
        }
        Map<Modality, Recipe.TowerSpec> towers = new EnumMap<>(Modality.class);
        plan.towers()
                .forEach((modality, spec) ->
                        towers.put(modality, spec.kept() ? own(modality, spec, plan.width()) : spec));
        return plan.withTowers(towers);
    }

    private Recipe.TowerSpec own(Modality modality, Recipe.TowerSpec asked, int width) {
        Recipe.TowerSpec kept = model.tower(modality);
        if (asked.rank() > width) {
            throw new TriptychException(
                    "towers." + modality.id() + ".static",
                    String.valueOf(asked.rank()),
                    "at most " + width + ", the width of the space",
                    "take fewer: 128 numbers a token are a good beginning");
        }
        return new Recipe.TowerSpec(
                kept.from(),
                asked.maxTokens() > 0 || asked.isStatic() ? asked.maxTokens() : kept.maxTokens(),
                kept.lender(),
                kept.sharedLayers(),
                asked.lora(),
                asked.vocabulary(),
                true,
                asked.rank());
    }

    /** Puts what the model has learned into new heads; the adapter of a tower that is another now begins anew. */
    void lend(Heads heads, Recipe plan) {
        Set<Modality> own = EnumSet.noneOf(Modality.class);
        plan.towers().forEach((modality, spec) -> {
            if (spec.kept()) {
                own.add(modality);
            }
        });
        heads.goOnFrom(folder.resolve("heads"), own);
    }
}
