package dev.triptych.train;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A larger vocabulary for a tower: a tokenizer whose first ids are the old ones. Each new token's row is made from rows that are there.
 *
 * @param tokenizer {@code tokenizer.json}, or a folder that has one
 * @param data pairs of sentences, the anchors in a language that the tower knows, the positives in another; a new token begins as the mean of
 *     the known tokens that it translates. Empty: every new token begins as the mean of all.
 */
public record VocabularySpec(Path tokenizer, Optional<YamlNode> data) {

    /** Reads {@code {tokenizer: PATH, init: mean}} or {@code {tokenizer: PATH, init: aligned, data: {kind: …}}}. */
    static VocabularySpec read(YamlNode node) {
        boolean aligned = node.oneOf("init", Map.of("aligned", true, "mean", false), "mean");
        Optional<YamlNode> data = aligned ? Optional.of(node.node("data").strict()) : Optional.empty();
        VocabularySpec spec = new VocabularySpec(node.path("tokenizer"), data);
        node.end();
        return spec;
    }
}
