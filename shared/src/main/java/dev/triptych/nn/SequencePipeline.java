package dev.triptych.nn;

import dev.triptych.checkpoint.JsonConfig;
import dev.triptych.space.TriptychException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What surrounds the transformer in a sentence-transformers folder: how texts are cut, pooling, then further modules.
 *
 * @param transformer the folder of the transformer
 * @param pooling how token vectors become one
 * @param modules what follows the pooling, in order
 * @param maxTokens the folder's limit, or 0 if it names none
 * @param lowerCase whether texts are lower-cased before the tokenizer sees them
 */
record SequencePipeline(
        Path transformer, PoolingConfig pooling, List<PublishedModule> modules, int maxTokens, boolean lowerCase) {
    private static final int MOST_TOKENS = 1 << 20;

    /** Reads {@code modules.json}; a plain Hugging Face folder gets the pooling given, and a Router the prompt's way. */
    static SequencePipeline read(Path folder, Pooling otherwise, Prompt prompt) {
        List<PublishedModule> all = PublishedModule.read(folder, prompt);
        if (all.isEmpty()) {
            return of(folder, new PoolingConfig(List.of(otherwise), true), List.of());
        }
        PublishedModule first = all.get(0);
        if (!first.type().equals("Transformer")) {
            throw first.unknown(folder, "Transformer as the first module");
        }
        if (all.size() == 1 || !all.get(1).type().equals("Pooling")) {
            throw new TriptychException(
                    folder.resolve("modules.json").toString(),
                    all.size() == 1
                            ? "no module behind the Transformer"
                            : all.get(1).type() + " behind it",
                    "a Pooling module behind the Transformer",
                    "use a sentence embedding model");
        }
        PoolingConfig pooling = PoolingConfig.read(all.get(1).folder().resolve("config.json"));
        return of(first.folder(), pooling, new ArrayList<>(all.subList(2, all.size())));
    }

    private static SequencePipeline of(Path transformer, PoolingConfig pooling, List<PublishedModule> modules) {
        Optional<JsonConfig> sentence = JsonConfig.readIfPresent(transformer.resolve("sentence_bert_config.json"));
        boolean lowerCase = sentence.map(c -> c.flag("do_lower_case", false)).orElse(false);
        return new SequencePipeline(transformer, pooling, modules, limit(transformer), lowerCase);
    }

    /** The most tokens that a transformer's folder allows, or 0 if it does not say. */
    static int limit(Path transformer) {
        Optional<JsonConfig> old = JsonConfig.readIfPresent(transformer.resolve("sentence_bert_config.json"));
        if (old.isPresent() && old.get().has("max_seq_length")) {
            return old.get().integer("max_seq_length", 1, MOST_TOKENS);
        }
        Optional<JsonConfig> tokenizer = JsonConfig.readIfPresent(transformer.resolve("tokenizer_config.json"));
        // Tokenizers without a limit carry the float 1e30 here.
        return tokenizer.isPresent()
                        && tokenizer.get().has("model_max_length")
                        && tokenizer.get().number("model_max_length") <= MOST_TOKENS
                ? tokenizer.get().integer("model_max_length", 1, MOST_TOKENS)
                : 0;
    }
}
