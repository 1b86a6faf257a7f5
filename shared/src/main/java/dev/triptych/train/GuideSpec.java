package dev.triptych.train;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The model that guides a task or teaches it.
 *
 * @param from a model folder, of Triptych or of a text model; empty for the model that is trained, as it was before
 * @param margin see {@link dev.triptych.objective.Guided}
 * @param relative whether the margin is a part of the positive's similarity
 */
public record GuideSpec(Optional<Path> from, double margin, boolean relative) {

    /** Reads {@code {from: DIR}} or {@code {own: true}}, and the margin where candidates are filtered. */
    static GuideSpec read(YamlNode node, boolean filters) {
        boolean own = node.flag("own", false);
        Optional<Path> from = own ? Optional.empty() : Optional.of(node.path("from"));
        GuideSpec guide = new GuideSpec(
                from, filters ? node.number("margin", 0, 2, 0) : 0, filters && node.flag("relative", false));
        node.end();
        return guide;
    }
}
