package dev.triptych.nn;

import com.fasterxml.jackson.databind.JsonNode;
import dev.triptych.checkpoint.JsonConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * BERT's tokenizer (Devlin et al. 2018) for texts of ASCII characters only, where its rules are few: ten times as fast as the
 * tokenizers library, which a static embedding would otherwise wait for. Everything else is left to the library.
 */
final class AsciiWordPiece {
    /** A vocabulary's worth of words, some megabytes. */
    private static final int MOST_KNOWN = 1 << 16;

    private static final int LONGEST_KNOWN = 32;

    private final Map<String, Integer> first = new HashMap<>();
    private final Map<String, Integer> further = new HashMap<>();
    private final List<String> added;
    /** Characters with which an added token begins, in either case. */
    private final boolean[] addedStarts = new boolean[128];
    /** Words that were met before: a text's words are mostly old ones. */
    private final Map<String, int[]> known = new ConcurrentHashMap<>();

    private final boolean lowerCase;
    private final int unknown;
    private final int longestWord;
    private int longestPiece = 1;

    private AsciiWordPiece(JsonConfig model, List<String> added, boolean lowerCase) {
        String prefix = model.text("continuing_subword_prefix", "##");
        this.added = added;
        for (String token : added) {
            char start = token.isEmpty() ? 0 : token.charAt(0);
            if (start < addedStarts.length) {
                addedStarts[Character.toLowerCase(start)] = true;
                addedStarts[Character.toUpperCase(start)] = true;
            }
        }
        this.lowerCase = lowerCase;
        longestWord = model.integer("max_input_chars_per_word", 1, 1 << 20, 100);
        JsonConfig vocabulary = model.object("vocab");
        for (Map.Entry<String, JsonNode> entry : vocabulary.node().properties()) {
            String piece = entry.getKey();
            int id = entry.getValue().asInt();
            longestPiece = Math.max(longestPiece, piece.length());
            first.put(piece, id);
            if (piece.startsWith(prefix)) {
                further.put(piece.substring(prefix.length()), id);
            }
        }
        unknown = vocabulary.integer(model.text("unk_token", "[UNK]"), 0, Integer.MAX_VALUE);
    }

    /** Reads {@code tokenizer.json}; empty if it describes another tokenizer. */
    static Optional<AsciiWordPiece> read(Path file) {
        JsonConfig config = JsonConfig.read(file);
        JsonNode json = config.node();
        JsonNode normalizer = json.path("normalizer");
        boolean bert = json.path("model").path("type").asText("").equals("WordPiece")
                && normalizer.path("type").asText("").equals("BertNormalizer")
                && normalizer.path("clean_text").asBoolean(false)
                && json.path("pre_tokenizer").path("type").asText("").equals("BertPreTokenizer");
        if (!bert) {
            return Optional.empty();
        }
        List<String> added = new ArrayList<>();
        json.path("added_tokens").forEach(t -> added.add(t.path("content").asText("")));
        return Optional.of(new AsciiWordPiece(
                config.object("model"), added, normalizer.path("lowercase").asBoolean(false)));
    }

    /** The ids without special tokens; empty if the text is not for this class. */
    Optional<int[]> encode(String text) {
        if (!plain(text)) {
            return Optional.empty();
        }
        int[] ids = new int[text.length()];
        int n = 0;
        char[] word = new char[text.length()];
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
            if (!space && (c < ' ' || c == 127)) {
                continue; // Control characters vanish, and what stood around them grows together.
            }
            if (!space && !punctuation(c)) {
                word[length++] = lowerCase && c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
                continue;
            }
            n = pieces(word, length, ids, n);
            length = 0;
            if (!space) {
                word[0] = c;
                n = pieces(word, 1, ids, n);
            }
        }
        return Optional.of(Arrays.copyOf(ids, pieces(word, length, ids, n)));
    }

    private boolean plain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 127 || (addedStarts[c] && addedAt(text, i))) {
                return false;
            }
        }
        return true;
    }

    private boolean addedAt(String text, int at) {
        for (String token : added) {
            if (!token.isEmpty() && text.regionMatches(true, at, token, 0, token.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean punctuation(char c) {
        return (c > ' ' && c < '0') || (c > '9' && c < 'A') || (c > 'Z' && c < 'a') || (c > 'z' && c < 127);
    }

    private int pieces(char[] word, int length, int[] ids, int from) {
        if (length == 0) {
            return from;
        }
        if (length > LONGEST_KNOWN) {
            return cut(word, length, ids, from);
        }
        String key = new String(word, 0, length);
        int[] pieces = known.get(key);
        if (pieces == null) {
            int[] found = new int[length];
            int count = cut(word, length, found, 0);
            pieces = Arrays.copyOf(found, count);
            if (known.size() < MOST_KNOWN) {
                known.put(key, pieces);
            }
        }
        System.arraycopy(pieces, 0, ids, from, pieces.length);
        return from + pieces.length;
    }

    /** The longest pieces from left to right; a word with a gap is unknown as a whole. */
    private int cut(char[] word, int length, int[] ids, int from) {
        int n = from;
        int start = 0;
        while (start < length && length <= longestWord) {
            Map<String, Integer> vocabulary = start == 0 ? first : further;
            int end = Math.min(length, start + longestPiece);
            Integer id = null;
            while (end > start && id == null) {
                id = vocabulary.get(new String(word, start, end - start));
                end -= id == null ? 1 : 0;
            }
            if (id == null) {
                break;
            }
            ids[n++] = id;
            start = end;
        }
        if (start < length) {
            n = from;
            ids[n++] = unknown;
        }
        return n;
    }
}
