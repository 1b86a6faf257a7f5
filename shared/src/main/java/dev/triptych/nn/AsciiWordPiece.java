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

/**
 * BERT's tokenizer (Devlin et al. 2018) for texts of ASCII characters only, where its rules are few: ten times as fast as the
 * tokenizers library, which a static embedding would otherwise wait for. Everything else is left to the library.
 */
final class AsciiWordPiece {
    private final Map<String, Integer> first = new HashMap<>();
    private final Map<String, Integer> further = new HashMap<>();
    private final List<String> added;
    private final boolean lowerCase;
    private final int unknown;
    private final int longestWord;
    private int longestPiece = 1;

    private AsciiWordPiece(JsonConfig model, List<String> added, boolean lowerCase) {
        String prefix = model.text("continuing_subword_prefix", "##");
        this.added = added;
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
            if (text.charAt(i) > 127) {
                return false;
            }
        }
        for (String token : added) {
            int last = text.length() - token.length();
            char start = token.isEmpty() ? 0 : Character.toLowerCase(token.charAt(0));
            for (int i = 0; i <= last; i++) {
                if (Character.toLowerCase(text.charAt(i)) == start
                        && text.regionMatches(true, i, token, 0, token.length())) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean punctuation(char c) {
        return (c > ' ' && c < '0') || (c > '9' && c < 'A') || (c > 'Z' && c < 'a') || (c > 'z' && c < 127);
    }

    /** The longest pieces from left to right; a word with a gap is unknown as a whole. */
    private int pieces(char[] word, int length, int[] ids, int from) {
        if (length == 0) {
            return from;
        }
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
