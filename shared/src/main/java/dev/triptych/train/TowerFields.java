package dev.triptych.train;

import dev.triptych.nn.Lora;
import dev.triptych.space.Modality;
import dev.triptych.space.TriptychException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Reads what a recipe says under {@code towers}. */
final class TowerFields {
    private static final int MOST = 1 << 24;

    private TowerFields() {}

    /**
     * The towers of a recipe.
     *
     * @param start the model that the recipe starts with, which a tower without {@code from} is taken of
     */
    static Map<Modality, Recipe.TowerSpec> read(YamlNode nodes, Optional<Path> start) {
        Map<Modality, Recipe.TowerSpec> towers = new EnumMap<>(Modality.class);
        for (String name : nodes.names()) {
            Modality modality = Recipe.modality(nodes, name, name);
            towers.put(modality, tower(modality, nodes.node(name), start));
        }
        if (towers.size() > 1 && towers.values().stream().anyMatch(Recipe.TowerSpec::isStatic)) {
            nodes.fault(new TriptychException(
                    nodes.where("text") + ".static",
                    "beside other towers",
                    "alone: the model's other towers stay as they are",
                    "remove the others"));
        }
        return towers;
    }

    private static Recipe.TowerSpec tower(Modality modality, YamlNode node, Optional<Path> start) {
        String lender = "";
        int layers = 0;
        if (node.has("shares")) {
            YamlNode shares = node.node("shares");
            lender = shares.text("tower");
            layers = shares.integer("layers", 0, 1000);
            shares.end();
            if (modality != Modality.CODE || !lender.equals("text")) {
                node.fault(new TriptychException(
                        node.where("shares"), modality.id() + " from " + lender, "code from text", "remove it"));
            }
        }
        Optional<Lora> lora = node.has("lora") ? Optional.of(LoraFields.read(node.node("lora"))) : Optional.empty();
        Optional<VocabularySpec> vocabulary =
                node.has("vocabulary") ? Optional.of(VocabularySpec.read(node.node("vocabulary"))) : Optional.empty();
        onlyText(modality, node, "vocabulary");
        onlyText(modality, node, "static");
        int rank = node.integer("static", 1, 1 << 14, 0);
        int tokens = node.integer("max_tokens", 0, MOST, 0);
        boolean kept = start.isPresent() && !node.has("from");
        if (rank > 0 && (!kept || lora.isPresent() || vocabulary.isPresent())) {
            node.fault(new TriptychException(
                    node.where("static"),
                    kept ? "with lora or vocabulary" : "without a model that it is to answer as",
                    "static and max_tokens alone, and a start",
                    "write start: MODEL, and nothing else for this tower"));
        }
        Path from = kept ? start.get() : node.path("from");
        node.end();
        return new Recipe.TowerSpec(from, tokens, lender, layers, lora, vocabulary, kept, rank);
    }

    private static void onlyText(Modality modality, YamlNode node, String field) {
        if (node.has(field) && modality != Modality.TEXT) {
            node.fault(new TriptychException(
                    node.where(field), "one for " + modality.id(), "one for text alone", "remove it"));
        }
    }
}
