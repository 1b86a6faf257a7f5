package dev.triptych.data;

import dev.triptych.space.Modality;
import dev.triptych.space.TriptychException;
import dev.triptych.train.YamlNode;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a recipe says of {@code kind: rows}.
 *
 * @param where the place in the recipe, as errors name it
 * @param images where paths of pictures begin; absent: beside each file
 * @param language of code whose row does not say
 * @param wanted rows to keep, by column; empty keeps all
 * @param take hard negatives of each row; 0: as many as every row has
 * @param together whether several texts of one row may come in one batch
 * @param maxBad part of the rows that may be bad
 * @param wholePictures whether pictures are opened before the run
 */
record RowSettings(
        String where,
        List<Path> files,
        Columns columns,
        Optional<Path> images,
        String language,
        String languageColumn,
        String nameColumn,
        Map<String, Set<String>> wanted,
        int take,
        boolean together,
        double maxBad,
        boolean wholePictures) {

    private static final int MOST_NEGATIVES = 1024;

    static RowSettings read(YamlNode data) {
        List<Path> files = data.has("files") ? data.paths("files") : List.of(data.path("file"));
        YamlNode names = data.node("columns");
        Columns columns = new Columns(
                names.texts("anchor"),
                names.texts("positive"),
                some(names, "negatives"),
                names.text("score", ""),
                some(names, "teacher"),
                data.text("group", ""),
                data.text("kin", ""));
        if (!columns.score().isEmpty() && !columns.teacher().isEmpty()) {
            throw new TriptychException(
                    names.where("teacher"), "a score as well", "one of the two", "leave out 'score' or 'teacher'");
        }
        String languageColumn = names.text("language", "");
        String nameColumn = names.text("name", "");
        names.end();
        Map<String, Set<String>> wanted = new LinkedHashMap<>();
        YamlNode filter = data.nodeOrEmpty("where");
        for (String column : filter.names()) {
            wanted.put(column, new HashSet<>(filter.texts(column)));
        }
        int take = data.integer("negatives", 1, MOST_NEGATIVES, 0);
        if (take > 0 && columns.negatives().isEmpty()) {
            throw new TriptychException(
                    data.where("negatives"),
                    String.valueOf(take),
                    "a column to take them from",
                    "add columns.negatives");
        }
        RowSettings settings = new RowSettings(
                data.where("columns"),
                files,
                columns,
                data.has("images") ? Optional.of(data.path("images")) : Optional.empty(),
                data.text("language", "java"),
                languageColumn,
                nameColumn,
                wanted,
                take,
                flag(data, "together", false),
                Share.read(data, "max_bad", 0.01),
                flag(data, "check_pictures", true));
        data.end();
        if (settings.together && columns.anchors().size() < 2) {
            throw new TriptychException(
                    data.where("together"), "one anchor column", "several", "write columns.anchor: [en, de, fr]");
        }
        return settings;
    }

    private static List<String> some(YamlNode node, String field) {
        return node.has(field) ? node.texts(field) : List.of();
    }

    static boolean flag(YamlNode node, String field, boolean otherwise) {
        String word = node.text(field, String.valueOf(otherwise));
        if (!word.equals("true") && !word.equals("false")) {
            throw new TriptychException(node.where(field), "'" + word + "'", "true or false", "write one of them");
        }
        return word.equals("true");
    }

    Side side(Modality modality, Path file) {
        Path beside = file.toAbsolutePath().normalize().getParent();
        return new Side(
                modality, images.orElse(beside == null ? Path.of("") : beside), language, languageColumn, nameColumn);
    }

    /** All columns that a file must have. */
    Set<String> required() {
        Set<String> all = columns.names();
        all.addAll(wanted.keySet());
        if (!languageColumn.isEmpty()) {
            all.add(languageColumn);
        }
        if (!nameColumn.isEmpty()) {
            all.add(nameColumn);
        }
        return all;
    }
}
