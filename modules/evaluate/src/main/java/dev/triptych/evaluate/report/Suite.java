package dev.triptych.evaluate.report;

import dev.triptych.evaluate.Task;
import dev.triptych.evaluate.TaskReader;
import dev.triptych.space.TriptychException;
import dev.triptych.train.YamlNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Tasks that are measured together.
 *
 * @param name heads the page
 * @param about what it is for, in a sentence or two
 */
public record Suite(String name, String about, List<SuiteTask> tasks) {

    public Suite {
        tasks = List.copyOf(tasks);
    }

    /**
     * Reads a suite in YAML: {@code name}, {@code about}, and {@code tasks}, each with {@code task}, {@code name}, {@code headline},
     * perhaps {@code less_is_better}, and the fields of its kind. Data that are not there are no fault.
     *
     * @param faults hears everything that is wrong, with file, field and line; if it has heard anything, what is returned is of no use
     */
    public static Suite read(Path file, Consumer<String> faults) {
        List<SuiteTask> tasks = new ArrayList<>();
        try {
            YamlNode root = YamlNode.read(file, fault -> faults.accept(fault.getMessage()));
            String name = root.text("name");
            String about = root.text("about", "");
            Set<String> names = new HashSet<>();
            for (YamlNode node : root.nodes("tasks")) {
                task(node, names, faults).ifPresent(tasks::add);
            }
            root.end();
            return new Suite(name, about, tasks);
        } catch (TriptychException fault) {
            faults.accept(fault.getMessage());
            return new Suite("", "", tasks);
        }
    }

    private static Optional<SuiteTask> task(YamlNode node, Set<String> names, Consumer<String> faults) {
        try {
            String name = node.text("name", node.text("task"));
            if (!names.add(name)) {
                throw new TriptychException(
                        node.where("name"), "'" + name + "' twice", "a name for each task", "rename one");
            }
            String headline = node.text("headline");
            boolean less = node.flag("less_is_better", false);
            Task task = TaskReader.read(node);
            node.end();
            return Optional.of(new SuiteTask(name, headline, node.where("headline"), less, task));
        } catch (TriptychException fault) {
            faults.accept(fault.getMessage());
            return Optional.empty();
        }
    }
}
