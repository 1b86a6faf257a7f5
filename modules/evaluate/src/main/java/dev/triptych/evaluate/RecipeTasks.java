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
    @Override
    public Measurement open(List<YamlNode> nodes) {
        Map<String, Task> tasks = new LinkedHashMap<>();
        for (YamlNode node : nodes) {
            String kind = node.text("task");
            String name = node.text("name", kind);
            Task task = TaskReader.read(node);
            task.files().forEach((field, path) -> there(node, field, path));
            if (tasks.put(name, task) != null) {
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

    private static void there(YamlNode node, String field, Path path) {
        if (!Files.exists(path)) {
            throw new TriptychException(node.where(field), "no such file or folder " + path, "one", "check the path");
        }
    }
}
