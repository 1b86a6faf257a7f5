package dev.triptych.data;

import com.fasterxml.jackson.databind.JsonNode;
import dev.triptych.checkpoint.NearNames;
import dev.triptych.space.TriptychException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which columns of a row mean what. A name with dots walks into nested objects ({@code captions.en}); a column may hold a list.
 *
 * @param anchors one column, or several of which a draw takes one (languages)
 * @param positives likewise
 * @param negatives columns of hard negatives, or one column with a list of them; may be empty
 * @param score column with the one target, or empty
 * @param teacher columns with a teacher's scores of the positive and each negative, or one with a list of them; may be empty
 * @param group column whose equal values keep rows out of one batch, or empty
 * @param kin column whose equal values bring rows together, or empty
 */
record Columns(
        List<String> anchors,
        List<String> positives,
        List<String> negatives,
        String score,
        List<String> teacher,
        String group,
        String kin) {

    /** What a row says. */
    record Cut(List<String> anchors, List<String> positives, List<String> negatives, List<Float> targets) {}

    /** All that a file must have. */
    Set<String> names() {
        Set<String> all = new LinkedHashSet<>();
        Stream.of(anchors, positives, negatives, List.of(score), teacher, List.of(group), List.of(kin))
                .flatMap(List::stream)
                .filter(name -> !name.isEmpty())
                .forEach(all::add);
        return all;
    }

    static JsonNode at(JsonNode row, String name) {
        JsonNode value = row.path(name);
        if (value.isMissingNode() && name.indexOf('.') > 0) {
            value = row;
            for (String part : name.split("\\.")) {
                value = value.path(part);
            }
        }
        return value;
    }

    /** @throws BadRow if a side is missing or empty, or a number is none */
    Cut cut(JsonNode row) throws BadRow {
        List<String> a = side(row, anchors);
        List<String> p = side(row, positives);
        List<String> n = new ArrayList<>();
        for (String name : negatives) {
            List<String> some = texts(at(row, name));
            if (some.isEmpty()) {
                throw new BadRow("no text under '" + name + "'");
            }
            n.addAll(some);
        }
        if (n.stream().anyMatch(p::contains)) {
            throw new BadRow("a negative that is the positive");
        }
        List<Float> targets = new ArrayList<>();
        for (String name : score.isEmpty() ? teacher : List.of(score)) {
            numbers(at(row, name), name, targets);
        }
        if (!teacher.isEmpty() && !negatives.isEmpty() && targets.size() != n.size() + 1) {
            throw new BadRow("not one teacher's score for the positive and each negative");
        }
        return new Cut(a, p, n, targets);
    }

    private static List<String> side(JsonNode row, List<String> names) throws BadRow {
        List<String> texts = new ArrayList<>();
        boolean there = false;
        for (String name : names) {
            JsonNode value = at(row, name);
            there |= !value.isMissingNode();
            texts.addAll(texts(value));
        }
        if (texts.isEmpty()) {
            throw new BadRow((there ? "empty '" : "no '") + String.join("', '", names) + "'");
        }
        return texts;
    }

    private static List<String> texts(JsonNode value) {
        if (value.isTextual() || value.isNumber()) {
            return value.asText().isBlank() ? List.of() : List.of(value.asText());
        }
        List<String> texts = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(one -> texts.addAll(one.isValueNode() ? texts(one) : List.of()));
        }
        return texts;
    }

    private static void numbers(JsonNode value, String name, List<Float> into) throws BadRow {
        if (value.isArray()) {
            for (JsonNode one : value) {
                if (one.isArray()) {
                    throw new BadRow("no number under '" + name + "'");
                }
                numbers(one, name, into);
            }
            return;
        }
        float number;
        try {
            number = Float.parseFloat(value.asText().strip());
        } catch (NumberFormatException e) {
            number = Float.NaN;
        }
        if (!Float.isFinite(number)) {
            throw new BadRow("no number under '" + name + "'");
        }
        into.add(number);
    }

    /** What to say when a file has no such column. */
    static TriptychException absent(String where, String name, Collection<String> there) {
        String near = there.stream()
                .min(Comparator.comparingInt(other -> NearNames.distance(name, other)))
                .orElse("");
        return new TriptychException(
                where,
                there.isEmpty() ? "no rows" : "the columns " + String.join(", ", there),
                "a column '" + name + "'",
                there.isEmpty() ? "check that this is the right file" : "did you mean '" + near + "'?");
    }
}
