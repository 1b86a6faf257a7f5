package dev.triptych.text;

import dev.triptych.checkpoint.JsonConfig;
import dev.triptych.nn.ClipFolder;
import dev.triptych.nn.Prepared;
import dev.triptych.nn.WordTokenizer;
import dev.triptych.space.TextLength;
import dev.triptych.space.TriptychException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Texts to the ids that the text side of a CLIP-like model was trained with. Thread-safe. */
final class ClipTokens implements AutoCloseable {
    private final Path folder;
    private final ClipTextModel model;
    private final WordTokenizer tokenizer;
    private final ClipFolder.Kind kind;
    private final int padding;
    private final int end;

    ClipTokens(ClipFolder folder, ClipTextModel model, int maxTokens) {
        this.folder = folder.path();
        this.model = model;
        kind = folder.kind();
        tokenizer = WordTokenizer.open(folder.path(), maxTokens);
        try {
            int[] empty = ids("");
            end = empty.length == 0 ? -1 : empty[empty.length - 1];
            padding = kind == ClipFolder.Kind.SIGLIP ? padding(folder, empty) : 0;
        } catch (RuntimeException e) {
            tokenizer.close();
            throw e;
        }
    }

    /**
     * The id behind a short text: what the tokenizer's config calls the padding, else the model's own. The tokenizers library is not
     * asked to pad, since folders that leave it to Python say nothing of it in {@code tokenizer.json}.
     */
    private int padding(ClipFolder folder, int[] empty) {
        Optional<JsonConfig> config = JsonConfig.readIfPresent(folder.path().resolve("tokenizer_config.json"));
        if (config.isPresent() && config.get().has("pad_token")) {
            boolean object = config.get().node().get("pad_token").isObject();
            String token = object
                    ? config.get().object("pad_token").text("content")
                    : config.get().text("pad_token");
            int[] with = ids(token);
            if (with.length == empty.length + 1) {
                int differs = Arrays.mismatch(with, empty);
                return with[differs];
            }
        }
        return folder.text().integer("pad_token_id", 0, model.vocabulary() - 1, 1);
    }

    private int[] ids(String text) {
        return tokenizer.encode(List.of(text)).get(0).ids();
    }

    TextLength length() {
        return tokenizer;
    }

    List<Prepared> encode(List<String> texts) {
        return tokenizer.encode(texts).stream()
                .map(tokens -> (Prepared) new Prepared.Tokens(finished(tokens.ids()), tokens.truncated()))
                .toList();
    }

    private int[] finished(int[] ids) {
        int[] finished = ids;
        if (kind == ClipFolder.Kind.SIGLIP) {
            finished = Arrays.copyOf(ids, model.context());
            Arrays.fill(finished, ids.length, finished.length, padding);
        } else if (kind == ClipFolder.Kind.OPEN_CLIP && end >= 0) {
            // open_clip's own tokenizer ends a text with the last word of the vocabulary, where its pooling looks for
            // it.
            finished = Arrays.stream(ids)
                    .map(id -> id == end ? model.vocabulary() - 1 : id)
                    .toArray();
        }
        for (int id : finished) {
            if (id >= model.vocabulary()) {
                throw new TriptychException(
                        folder.resolve("tokenizer.json").toString(),
                        "the id " + id,
                        "one below " + model.vocabulary() + ", the model's vocabulary",
                        "use the tokenizer that the model was published with");
            }
        }
        return finished;
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
