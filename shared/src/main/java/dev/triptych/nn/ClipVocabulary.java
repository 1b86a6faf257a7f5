package dev.triptych.nn;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.triptych.checkpoint.JsonConfig;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * CLIP's tokenizer in the files of old folders, {@code vocab.json} and {@code merges.txt}, said in the words of the tokenizers library as
 * transformers says them. Many folders of sentence-transformers have no {@code tokenizer.json}.
 */
final class ClipVocabulary {
    private static final String START = "<|startoftext|>";
    private static final String END = "<|endoftext|>";
    private static final String PIECES =
            "<\\|startoftext\\|>|<\\|endoftext\\|>|'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|[\\p{N}]" + "|[^\\s\\p{L}\\p{N}]+";
    private static final ObjectMapper JSON = new ObjectMapper();

    private ClipVocabulary() {}

    static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve("vocab.json"))
                && Files.isRegularFile(folder.resolve("merges.txt"))
                && JsonConfig.readIfPresent(folder.resolve("tokenizer_config.json"))
                        .map(config -> config.text("tokenizer_class", ""))
                        .filter(name -> name.startsWith("CLIPTokenizer"))
                        .isPresent();
    }

    /** A {@code tokenizer.json}. */
    static byte[] json(Path folder) throws IOException {
        JsonConfig vocabulary = JsonConfig.read(folder.resolve("vocab.json"));
        int start = id(vocabulary, START);
        int end = id(vocabulary, END);
        ObjectNode all = JSON.createObjectNode().put("version", "1.0");
        ArrayNode added = all.putArray("added_tokens");
        added.add(special(START, start)).add(special(END, end));
        ArrayNode normalizers =
                all.putObject("normalizer").put("type", "Sequence").putArray("normalizers");
        normalizers.addObject().put("type", "NFC");
        normalizers
                .addObject()
                .put("type", "Replace")
                .put("content", " ")
                .putObject("pattern")
                .put("Regex", "\\s+");
        normalizers.addObject().put("type", "Lowercase");
        ArrayNode cutters =
                all.putObject("pre_tokenizer").put("type", "Sequence").putArray("pretokenizers");
        cutters.addObject()
                .put("type", "Split")
                .put("behavior", "Removed")
                .put("invert", true)
                .putObject("pattern")
                .put("Regex", PIECES);
        cutters.addObject()
                .put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", true)
                .put("use_regex", true);
        ObjectNode behind = all.putObject("post_processor")
                .put("type", "RobertaProcessing")
                .put("trim_offsets", false)
                .put("add_prefix_space", false);
        behind.putArray("sep").add(END).add(end);
        behind.putArray("cls").add(START).add(start);
        ObjectNode model = all.putObject("model")
                .put("type", "BPE")
                .put("unk_token", END)
                .put("continuing_subword_prefix", "")
                .put("end_of_word_suffix", "</w>");
        model.set("vocab", vocabulary.node());
        ArrayNode merges = model.putArray("merges");
        List<String> lines = Files.readAllLines(folder.resolve("merges.txt"));
        lines.stream()
                // The first line is the version of the file's format.
                .skip(!lines.isEmpty() && lines.get(0).startsWith("#version") ? 1 : 0)
                .filter(line -> !line.isBlank())
                .forEach(merges::add);
        return JSON.writeValueAsBytes(all);
    }

    private static ObjectNode special(String token, int id) {
        return JSON.createObjectNode()
                .put("id", id)
                .put("content", token)
                .put("single_word", false)
                .put("lstrip", false)
                .put("rstrip", false)
                .put("normalized", false)
                .put("special", true);
    }

    private static int id(JsonConfig vocabulary, String token) {
        if (!vocabulary.has(token)) {
            throw new TriptychException(
                    vocabulary.where(token), "nothing", "CLIP's own token", "use the vocabulary of a CLIP model");
        }
        return vocabulary.integer(token, 0, Families.MOST_WORDS);
    }
}
