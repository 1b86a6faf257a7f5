package dev.triptych.evaluate;

import dev.triptych.model.Measurements;
import dev.triptych.space.Progress;
import dev.triptych.space.TriptychException;
import dev.triptych.train.YamlNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tasks of this module as a recipe names them under {@code validate}; figures are called {@code sts/spearman}, {@code code-search/mrr@10}, …. */
public final class RecipeTasks implements Measurements {
    private static final int MOST = 1 << 24;

    private static final Map<String, CodeSearch.Mode> MODES = Map.of(
            "semantic", CodeSearch.Mode.SEMANTIC, "hybrid", CodeSearch.Mode.HYBRID, "words", CodeSearch.Mode.WORDS);

    @Override
    public Measurement open(List<YamlNode> nodes) {
        Map<String, Task> tasks = new LinkedHashMap<>();
        for (YamlNode node : nodes) {
            String kind = node.text("task");
            String name = node.text("name", kind);
            if (tasks.put(name, task(kind, node)) != null) {
                throw new TriptychException(
                        node.where("name"), "'" + name + "' twice", "a name for each task", "add 'name: …'");
            }
            node.end();
        }
        return model -> {
            Map<String, Double> figures = new LinkedHashMap<>();
            tasks.forEach((name, task) -> task.run(model, Progress.none())
                    .metrics()
                    .forEach((figure, value) -> figures.put(name + "/" + figure, value)));
            return figures;
        };
    }

    private static Task task(String kind, YamlNode node) {
        return switch (kind) {
            case "sts" -> sts(node);
            case "image-text" ->
                new ImageTextRetrieval(
                        there(node, "captions"),
                        there(node, "images"),
                        node.text("split", "test"),
                        node.text("language", "en"));
            case "code-search" ->
                new CodeSearch(
                        there(node, "pairs"),
                        node.integer("candidates", 1, MOST, 1000),
                        node.oneOf("mode", MODES, "semantic"));
            default ->
                throw new TriptychException(
                        node.where("task"), "'" + kind + "'", "sts, image-text or code-search", "use one of these");
        };
    }

    private static Task sts(YamlNode node) {
        List<String> columns = node.has("columns") ? node.texts("columns") : List.of("s1", "s2", "score");
        if (columns.size() != 3) {
            throw new TriptychException(
                    node.where("columns"), columns.toString(), "three names", "write [s1, s2, score]");
        }
        Map<String, String> where = new LinkedHashMap<>();
        YamlNode filter = node.nodeOrEmpty("where");
        filter.names().forEach(column -> where.put(column, filter.text(column)));
        return new Sts(there(node, "pairs"), columns.get(0), columns.get(1), columns.get(2), where);
    }

    private static Path there(YamlNode node, String field) {
        Path path = node.path(field);
        if (!Files.exists(path)) {
            throw new TriptychException(node.where(field), "no such file or folder " + path, "one", "check the path");
        }
        return path;
    }
}
