package dev.triptych.nn;

import com.fasterxml.jackson.databind.JsonNode;
import dev.triptych.checkpoint.JsonConfig;
import dev.triptych.space.TriptychException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code config_sentence_transformers.json} says about every text of a model.
 *
 * @param file where it stands, for errors
 * @param prompts texts by name
 * @param defaultPrompt the name of the prompt that is used unless another is asked for
 * @param dimension how many leading numbers of a vector are kept; 0 for all
 */
record SentenceConfig(Path file, Map<String, String> prompts, Optional<String> defaultPrompt, int dimension) {
    private static final int MOST = 1 << 20;
    /** The names that people give to the prompt of what is found, in the order in which the library asks for them. */
    private static final List<String> PASSAGES = List.of("document", "passage", "corpus");

    /** Reads the file of a model's folder; without one there are no prompts and vectors are whole. */
    static SentenceConfig read(Path folder) {
        Path file = folder.resolve("config_sentence_transformers.json");
        Optional<JsonConfig> found = JsonConfig.readIfPresent(file);
        if (found.isEmpty()) {
            return new SentenceConfig(file, Map.of(), Optional.empty(), 0);
        }
        JsonConfig config = found.get();
        Map<String, String> prompts = new LinkedHashMap<>();
        if (config.has("prompts")) {
            JsonConfig object = config.object("prompts");
            for (Map.Entry<String, JsonNode> entry : object.node().properties()) {
                // A name without a text means no prompt, as in the library.
                prompts.put(entry.getKey(), object.text(entry.getKey(), ""));
            }
        }
        Optional<String> byDefault =
                config.has("default_prompt_name") ? Optional.of(config.text("default_prompt_name")) : Optional.empty();
        SentenceConfig read = new SentenceConfig(file, prompts, byDefault, config.integer("truncate_dim", 1, MOST, 0));
        byDefault.ifPresent(name -> read.named("default_prompt_name", name));
        return read;
    }

    /** The characters that are put in front of every text. */
    String text(Prompt prompt) {
        if (prompt instanceof Prompt.Literal literal) {
            return literal.text();
        }
        if (prompt instanceof Prompt.Named named) {
            if (!prompts.containsKey(named.name()) && Router.leads(file, named.name())) {
                return "";
            }
            return named("prompts", named.name());
        }
        if (prompt instanceof Prompt.OfQueries && prompts.containsKey("query")) {
            return named("prompts", "query");
        }
        if (prompt instanceof Prompt.OfPassages && PASSAGES.stream().anyMatch(prompts::containsKey)) {
            // The library writes an empty "document" into every folder, so an empty one does not hide a "passage".
            return PASSAGES.stream()
                    .map(name -> prompts.getOrDefault(name, ""))
                    .filter(text -> !text.isEmpty())
                    .findFirst()
                    .orElse("");
        }
        return defaultPrompt.map(name -> named("default_prompt_name", name)).orElse("");
    }

    private String named(String field, String name) {
        String text = prompts.get(name);
        if (text == null) {
            throw new TriptychException(
                    file + ", " + field,
                    "no prompt named '" + name + "'",
                    prompts.isEmpty() ? "a model with prompts" : "one of " + String.join(", ", prompts.keySet()),
                    "name one of the model's prompts, or give the text itself");
        }
        return text;
    }

    /**
     * How many numbers of a vector are kept.
     *
     * @param asked what the caller wants; 0 for what the file says
     * @param width numbers per vector of the model
     */
    int dimension(int asked, int width) {
        int kept = asked == 0 ? dimension : asked;
        if (kept < 0 || kept > width) {
            throw new TriptychException(
                    asked == 0 ? file + ", truncate_dim" : "dimension",
                    String.valueOf(kept),
                    "from 1 to " + width + ", the width of the model",
                    "choose a width that the model was trained for");
        }
        return kept == 0 ? width : kept;
    }
}
