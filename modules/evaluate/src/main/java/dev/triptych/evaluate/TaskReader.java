package dev.triptych.evaluate;

import dev.triptych.space.TriptychException;
import dev.triptych.train.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a task from YAML, as recipes name it under {@code validate} and suites under {@code tasks}: {@code task: sts}, and the options
 * of its command as fields.
 */
public final class TaskReader {
    private static final int MOST = 1 << 24;

    private static final Map<String, CodeSearch.Mode> MODES = Map.of(
            "semantic", CodeSearch.Mode.SEMANTIC, "hybrid", CodeSearch.Mode.HYBRID, "words", CodeSearch.Mode.WORDS);

    private TaskReader() {}

    /**
     * Reads the fields of one task. Relative paths start at the folder of the YAML file; whether the files are there is not looked at
     * (see {@link Task#files}). Fields of the caller's own may stand beside: it asks for them and then calls {@link YamlNode#end}.
     *
     * @throws TriptychException if the task is unknown or a field is wrong
     */
    public static Task read(YamlNode node) {
        String kind = node.text("task");
        return switch (kind) {
            case "sts" -> sts(node);
            case "image-text" ->
                new ImageTextRetrieval(
                        node.path("captions"),
                        node.path("images"),
                        node.text("split", "test"),
                        node.text("language", "en"));
            case "code-search" ->
                new CodeSearch(
                        node.path("pairs"),
                        node.integer("candidates", 1, MOST, 1000),
                        node.oneOf("mode", MODES, "semantic"));
            default ->
                throw new TriptychException(
                        node.where("task"), "'" + kind + "'", "sts, image-text or code-search", "use one of these");
        };
    }

    private static Task sts(YamlNode node) {
        List<String> columns = columns(node, List.of("s1", "s2", "score"));
        return new Sts(node.path("pairs"), columns.get(0), columns.get(1), columns.get(2), where(node, "where"));
    }

    private static List<String> columns(YamlNode node, List<String> otherwise) {
        List<String> columns = node.has("columns") ? node.texts("columns") : otherwise;
        if (columns.size() != otherwise.size()) {
            throw new TriptychException(
                    node.where("columns"), columns.toString(), otherwise.size() + " names", "write " + otherwise);
        }
        return columns;
    }

    private static Map<String, String> where(YamlNode node, String field) {
        Map<String, String> where = new LinkedHashMap<>();
        YamlNode filter = node.nodeOrEmpty(field);
        filter.names().forEach(column -> where.put(column, filter.text(column)));
        return where;
    }
}
