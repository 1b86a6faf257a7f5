package dev.triptych.nn;

import dev.triptych.checkpoint.JsonConfig;
import dev.triptych.space.TriptychException;
import java.nio.file.Path;

/** The families of text transformers that can be read, by the {@code model_type} of their {@code config.json}. */
final class Families {
    /** What no published model comes near: a number above it is a slip of the pen. */
    static final int MOST = 1 << 20;

    static final int MOST_LAYERS = 1000;
    static final int MOST_WORDS = 1 << 24;

    private Families() {}

    static Blueprint read(Path folder) {
        JsonConfig config = JsonConfig.read(folder.resolve("config.json"));
        String type = config.text("model_type");
        return switch (type) {
            case "bert", "roberta", "xlm-roberta", "camembert" -> BertFamily.read(config, type);
            case "distilbert" -> DistilBertFamily.read(config);
            case "mpnet" -> MpNetFamily.read(config);
            case "modernbert" -> ModernBertFamily.read(config);
            case "t5" -> T5Family.read(config);
            case "qwen3" -> Qwen3Family.read(config);
            default ->
                throw new TriptychException(
                        config.where("model_type"),
                        "'" + type + "'",
                        "bert, roberta, xlm-roberta, camembert, distilbert, mpnet, modernbert, t5 or qwen3",
                        "use a folder of a known type");
        };
    }

    /** The number of heads, which has to divide the width. */
    static int heads(JsonConfig config, String field, String widthField, int width) {
        int heads = config.integer(field, 1, width);
        if (width % heads != 0) {
            throw new TriptychException(
                    config.where(field), heads + "", "a divisor of " + widthField + " " + width, "mend the file");
        }
        return heads;
    }

    /** What norms add before they divide: positive and small, or nothing would be left of the numbers. */
    static double epsilon(JsonConfig config, String field, double fallback) {
        return config.number(field, 0, 1, fallback);
    }

    /** Refuses what the config asks for and nothing here does. */
    static void require(JsonConfig config, String field, String only) {
        String found = config.text(field, only);
        if (!found.equals(only)) {
            throw new TriptychException(
                    config.where(field), "'" + found + "'", "'" + only + "'", "this version cannot run the model");
        }
    }

    /** The first row of a position table that counts on from the padding's. */
    static int afterPadding(JsonConfig config) {
        return config.integer("pad_token_id", 0, MOST_WORDS, 1) + 1;
    }

    /** How many tokens a table of positions serves when its first rows are not used. */
    static int positions(JsonConfig config, int offset) {
        return config.integer("max_position_embeddings", offset + 1, MOST) - offset;
    }
}
