package dev.triptych.train;

import dev.triptych.nn.Augmentation;
import dev.triptych.space.TriptychException;
import java.util.List;

/** Reads {@code augment: {crop: [0.6, 1], flip: true, colour: 0.2}}, or {@code augment: false}. */
final class AugmentationFields {
    /** Each is kept on disk for every picture. */
    private static final int MOST_VIEWS = 64;

    private AugmentationFields() {}

    /** What is left out is as without the field: crops of 60 to 100 %, flips, colours as they are. */
    static Augmentation read(YamlNode task) {
        if (!task.isNode("augment")) {
            return task.flag("augment", true) ? Augmentation.DEFAULT : Augmentation.NONE;
        }
        YamlNode node = task.node("augment");
        List<Double> crop = node.has("crop")
                ? node.numbers("crop", 0.01, 1)
                : List.of(Augmentation.DEFAULT.smallest(), Augmentation.DEFAULT.largest());
        if (crop.size() != 2 || crop.get(0) > crop.get(1)) {
            throw new TriptychException(
                    node.where("crop"), crop.toString(), "the smallest and the largest part", "write [0.6, 1]");
        }
        Augmentation read = new Augmentation(
                crop.get(0),
                crop.get(1),
                node.flag("flip", true),
                node.number("colour", 0, 1, 0),
                node.integer("views", 0, MOST_VIEWS, 0));
        node.end();
        return read;
    }
}
