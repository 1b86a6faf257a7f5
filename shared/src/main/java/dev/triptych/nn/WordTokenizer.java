package dev.triptych.nn;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.triptych.space.TextLength;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tokenizer of a model folder ({@code tokenizer.json}); cuts at the tower's length and says so. Thread-safe. */
public final class WordTokenizer implements TextLength, AutoCloseable {
    private final Path file;
    private final HuggingFaceTokenizer tokenizer;
    private final int max;
    /** Opened when somebody first asks for a length: a search never does. */
    private @Nullable HuggingFaceTokenizer counting;

    private WordTokenizer(Path file, HuggingFaceTokenizer tokenizer, int max) {
        this.file = file;
        this.tokenizer = tokenizer;
        this.max = max;
    }

    /**
     * Reads {@code tokenizer.json}.
     *
     * @param maxTokens the most ids that an answer has, special tokens included
     */
    public static WordTokenizer open(Path folder, int maxTokens) {
        Path file = folder.resolve("tokenizer.json");
        if (!Files.isRegularFile(file)) {
            throw new TriptychException(
                    folder.toString(),
                    "no tokenizer.json",
                    "the tokenizer in the format of the tokenizers library",
                    "save it with tokenizer.save_pretrained() of a fast tokenizer");
        }
        try {
            HuggingFaceTokenizer cutting = open(
                    file,
                    Map.of(
                            "truncation",
                            "true",
                            "padding",
                            "false",
                            "maxLength",
                            Integer.toString(maxTokens),
                            "modelMaxLength",
                            Integer.toString(maxTokens)));
            int special = cutting.encode("", true, false).getIds().length;
            return new WordTokenizer(file, cutting, maxTokens - special);
        } catch (IOException | RuntimeException e) {
            throw new TriptychException(file + ": the tokenizer cannot be read: " + e.getMessage(), e);
        }
    }

    private static HuggingFaceTokenizer open(Path file, Map<String, String> options) throws IOException {
        return HuggingFaceTokenizer.newInstance(file, options);
    }

    /** The most tokens of a text that {@link #encode} keeps. */
    @Override
    public int max() {
        return max;
    }

    @Override
    public int count(String text) {
        return counting().encode(text, false, false).getIds().length;
    }

    private synchronized HuggingFaceTokenizer counting() {
        if (counting == null) {
            try {
                counting = open(file, Map.of("truncation", "false", "padding", "false"));
            } catch (IOException e) {
                throw new TriptychException(file + ": the tokenizer cannot be read: " + e.getMessage(), e);
            }
        }
        return counting;
    }

    public List<Prepared.Tokens> encode(List<String> texts) {
        if (texts.isEmpty()) {
            return List.of();
        }
        List<Prepared.Tokens> tokens = new ArrayList<>(texts.size());
        for (Encoding e : tokenizer.batchEncode(texts, true, false)) {
            long[] ids = e.getIds();
            int[] narrow = new int[ids.length];
            for (int i = 0; i < ids.length; i++) {
                narrow[i] = (int) ids[i];
            }
            tokens.add(new Prepared.Tokens(narrow, e.exceedMaxLength()));
        }
        return tokens;
    }

    @Override
    public synchronized void close() {
        tokenizer.close();
        if (counting != null) {
            counting.close();
        }
    }
}
