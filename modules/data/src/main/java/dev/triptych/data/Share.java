package dev.triptych.data;

import dev.triptych.space.TriptychException;
import dev.triptych.train.YamlNode;

/** A part of a whole in a recipe: {@code 1%} or {@code 0.01}. */
final class Share {
    private Share() {}

    static double read(YamlNode node, String field, double otherwise) {
        if (!node.has(field)) {
            return otherwise;
        }
        String word = node.text(field).strip();
        double share;
        try {
            share = word.endsWith("%")
                    ? Double.parseDouble(word.substring(0, word.length() - 1)) / 100
                    : Double.parseDouble(word);
        } catch (NumberFormatException e) {
            share = Double.NaN;
        }
        if (!(share >= 0 && share <= 1)) {
            throw new TriptychException(node.where(field), "'" + word + "'", "0% to 100%", "write for example 1%");
        }
        return share;
    }
}
