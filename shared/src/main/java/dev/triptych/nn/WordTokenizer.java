package dev.triptych.nn;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import ai.djl.util.PairList;
import dev.triptych.space.CloseGuard;
import dev.triptych.space.Interruption;
import dev.triptych.space.TextLength;
import dev.triptych.space.TriptychException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The tokenizer of a model folder ({@code tokenizer.json}); cuts at the tower's length and says so. Thread-safe. */
public final class WordTokenizer implements TextLength, AutoCloseable {
    /** Texts per call of the library, a tenth of a second's worth: a call cannot be interrupted. */
    private static final int AT_ONCE = 1024;

    private final Path file;
    private final HuggingFaceTokenizer tokenizer;
    private final int max;
    private final CloseGuard guard;
    /** Opened when somebody first asks for a length: a search never does. */
    private @Nullable HuggingFaceTokenizer counting;

    private WordTokenizer(Path file, HuggingFaceTokenizer tokenizer, int max) {
        this.file = file;
        this.tokenizer = tokenizer;
        this.max = max;
        guard = new CloseGuard("tokenizer " + file);
    }

    /**
     * Reads {@code tokenizer.json}, or the older files of CLIP's tokenizer.
     *
     * @param maxTokens the most ids that an answer has, special tokens included
     */
    public static WordTokenizer open(Path folder, int maxTokens) {
        Path file = folder.resolve("tokenizer.json");
        if (!Files.isRegularFile(file) && !ClipVocabulary.isIn(folder)) {
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
        if (Files.isRegularFile(file)) {
            return HuggingFaceTokenizer.newInstance(file, options);
        }
        Path folder = Objects.requireNonNull(file.getParent());
        return HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(ClipVocabulary.json(folder)), options);
    }

    /** The most tokens of a text that {@link #encode} keeps. */
    @Override
    public int max() {
        return max;
    }

    @Override
    public int count(String text) {
        return guard.use(() -> counting().encode(text, false, false).getIds().length);
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

    /**
     * Token ids with special tokens, cut at the limit.
     *
     * @throws java.util.concurrent.CancellationException if the thread is interrupted; looked at every thousand texts
     */
    public List<Prepared.Tokens> encode(List<String> texts) {
        List<Prepared.Tokens> tokens = new ArrayList<>(texts.size());
        guard.check();
        for (int from = 0; from < texts.size(); from += AT_ONCE) {
            Interruption.check(0, texts.size());
            List<String> some = texts.subList(from, Math.min(texts.size(), from + AT_ONCE));
            for (Encoding e : guard.use(() -> tokenizer.batchEncode(some, true, false))) {
                tokens.add(new Prepared.Tokens(narrow(e.getIds()), e.exceedMaxLength()));
            }
        }
        return tokens;
    }

    /** Token ids without special tokens, however many; faster than {@link #encode}, which asks the library for more than ids. */
    public int[][] plainIds(List<String> texts) {
        return guard.use(() -> unguardedPlainIds(texts));
    }

    private int[][] unguardedPlainIds(List<String> texts) {
        TokenizersLibrary library = TokenizersLibrary.LIB;
        long[] encodings = library.batchEncode(counting().getHandle(), texts.toArray(String[]::new), false);
        int[][] ids = new int[encodings.length][];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = narrow(library.getTokenIds(encodings[i]));
            library.deleteEncoding(encodings[i]);
        }
        return ids;
    }

    /** Token ids of pairs of texts, the longer of the two cut first; {@code types} tells the texts apart. */
    List<PairTokens> encodePairs(List<String> first, List<String> second) {
        List<PairTokens> tokens = new ArrayList<>(first.size());
        guard.check();
        for (int from = 0; from < first.size(); from += AT_ONCE) {
            Interruption.check(0, first.size());
            int to = Math.min(first.size(), from + AT_ONCE);
            PairList<String, String> pairs = new PairList<>(first.subList(from, to), second.subList(from, to));
            for (Encoding e : guard.use(() -> tokenizer.batchEncode(pairs, true, false))) {
                tokens.add(new PairTokens(
                        new Prepared.Tokens(narrow(e.getIds()), e.exceedMaxLength()), narrow(e.getTypeIds())));
            }
        }
        return tokens;
    }

    /**
     * Two texts as one input.
     *
     * @param types for each token the kind of its text: 0 or 1
     */
    record PairTokens(Prepared.Tokens tokens, int[] types) {}

    /**
     * How many tokens of an input that starts with this text belong to it: with the special tokens in front, without one behind
     * (sentence-transformers, {@code _get_prompt_length}).
     */
    int prefixLength(String text) {
        Encoding e = guard.use(() -> tokenizer.encode(text, true, false));
        long[] special = e.getSpecialTokenMask();
        return special.length > 0 && special[special.length - 1] == 1 ? special.length - 1 : special.length;
    }

    /**
     * Token ids and where the tokens stand.
     *
     * @param offset characters at the beginning that are not the caller's; places are counted behind them
     */
    LocatedTokens locate(String text, int offset) {
        Encoding e = guard.use(() -> tokenizer.encode(text, true, false));
        CharSpan[] spans = e.getCharTokenSpans();
        long[] special = e.getSpecialTokenMask();
        int[] ends = new int[spans.length];
        int[] utf16 = codePointOffsets(text);
        for (int i = 0; i < ends.length; i++) {
            ends[i] = special[i] == 1 || spans[i] == null ? LocatedTokens.NOWHERE : utf16[spans[i].getEnd()] - offset;
        }
        return new LocatedTokens(new Prepared.Tokens(narrow(e.getIds()), e.exceedMaxLength()), ends);
    }

    /** The tokenizer counts code points, Java counts UTF-16 units. */
    private static int[] codePointOffsets(String text) {
        int[] offsets = new int[text.codePointCount(0, text.length()) + 1];
        int at = 0;
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = at;
            at += at < text.length() ? Character.charCount(text.codePointAt(at)) : 0;
        }
        return offsets;
    }

    private static int[] narrow(long[] wide) {
        int[] narrow = new int[wide.length];
        for (int i = 0; i < wide.length; i++) {
            narrow[i] = (int) wide[i];
        }
        return narrow;
    }

    @Override
    public void close() {
        guard.close(() -> {
            tokenizer.close();
            if (counting != null) {
                counting.close();
            }
        });
    }
}
