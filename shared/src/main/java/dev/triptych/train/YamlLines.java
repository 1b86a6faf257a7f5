package dev.triptych.train;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** In which lines the fields of a YAML text stand. */
final class YamlLines {
    private YamlLines() {}

    /**
     * Lines from 1, by the full name of a field: {@code stages[0].rates.text}.
     *
     * @param text that is known to be YAML
     */
    static Map<String, Integer> of(String text) {
        Map<String, Integer> lines = new HashMap<>();
        new Compose(LoadSettings.builder().build()).composeString(text).ifPresent(root -> walk("", root, lines));
        return lines;
    }

    private static void walk(String name, Node node, Map<String, Integer> lines) {
        node.getStartMark().ifPresent(mark -> lines.putIfAbsent(name, mark.getLine() + 1));
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(field -> {
                if (field.getKeyNode() instanceof ScalarNode key) {
                    String full = name.isEmpty() ? key.getValue() : name + "." + key.getValue();
                    key.getStartMark().ifPresent(mark -> lines.put(full, mark.getLine() + 1));
                    walk(full, field.getValueNode(), lines);
                }
            });
        } else if (node instanceof SequenceNode sequence) {
            List<Node> items = sequence.getValue();
            for (int i = 0; i < items.size(); i++) {
                walk(name + "[" + i + "]", items.get(i), lines);
            }
        }
    }
}
