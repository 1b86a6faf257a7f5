package dev.triptych.train;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The model that guides a task or teaches it.
 *
 * @param from a model folder, of Triptych or of a text model; empty for the model that is trained, as it was before
 * @param margin see {@link dev.triptych.objective.Guided}
 * @param relative whether the margin is a part of the positive's similarity
 * @param anchors whether its vectors stand in the place of the model's own for the anchors, which then need not be read by the model at all
 */
public record GuideSpec(Optional<Path> from, double margin, boolean relative, boolean anchors) {

    /** Reads {@code {from: DIR}} or {@code {own: true}}, and the margin where candidates are filtered. */
    static GuideSpec read(YamlNode node, boolean filters) {
        return read(node, filters, false);
    }

    /** A teacher that answers for the anchors: what is contrasted with them is drawn to where it puts them. */
    static GuideSpec ofAnchors(YamlNode node) {
        return read(node, false, true);
    }

    private static GuideSpec read(YamlNode node, boolean filters, boolean anchors) {
        boolean own = node.flag("own", false);
        Optional<Path> from = own ? Optional.empty() : Optional.of(node.path("from"));
        GuideSpec guide = new GuideSpec(
                from, filters ? node.number("margin", 0, 2, 0) : 0, filters && node.flag("relative", false), anchors);
        node.end();
        return guide;
    }
}
