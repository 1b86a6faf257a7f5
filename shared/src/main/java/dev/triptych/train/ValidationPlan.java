package dev.triptych.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * When a run measures its model, and what follows from it.
 *
 * @param every steps between validations; there is one after the last step, too
 * @param tasks what is measured, left to who measures it
 * @param metric name of the figure that decides, the higher the better
 * @param patience validations in a row without a better figure after which the run ends; 0 for never
 * @param keepBest whether the saved model is the best one, and not the last
 */
public record ValidationPlan(int every, List<YamlNode> tasks, String metric, int patience, boolean keepBest) {
    private static final int MOST = 1 << 24;

    static ValidationPlan read(YamlNode node) {
        List<YamlNode> tasks = new ArrayList<>();
        node.nodes("tasks").forEach(task -> tasks.add(task.strict()));
        ValidationPlan plan = new ValidationPlan(
                node.integer("every", 1, MOST),
                List.copyOf(tasks),
                node.text("metric"),
                node.integer("patience", 0, MOST, 0),
                node.oneOf("keep", Map.of("best", true, "last", false), "best"));
        node.end();
        return plan;
    }
}
