package dev.triptych.evaluate;

import dev.triptych.checkpoint.NearNames;
import dev.triptych.space.Modality;
import dev.triptych.space.TriptychException;
import dev.triptych.train.YamlNode;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a task from YAML, as recipes name it under {@code validate} and suites under {@code tasks}: {@code task: sts}, and the options
 * of its command as fields.
 */
public final class TaskReader {
    private static final int MOST = 1 << 24;

    private static final Map<String, CodeSearch.Mode> MODES = Map.of(
            "semantic", CodeSearch.Mode.SEMANTIC, "hybrid", CodeSearch.Mode.HYBRID, "words", CodeSearch.Mode.WORDS);

    private static final Map<String, CodeSearch.Mode> CODE_MODES = Map.of(
            "semantic",
            CodeSearch.Mode.SEMANTIC,
            "hybrid",
            CodeSearch.Mode.HYBRID,
            "words",
            CodeSearch.Mode.WORDS,
            "ranked",
            CodeSearch.Mode.RANKED);

    private static final Map<String, Modality> KINDS = Map.of("text", Modality.TEXT, "code", Modality.CODE);

    private static final List<String> TASKS = List.of(
            "alignment",
            "bitext",
            "classification",
            "clustering",
            "code-search",
            "image-text",
            "pairs",
            "retrieval",
            "sts");

    private TaskReader() {}

    /**
     * Reads the fields of one task. Relative paths start at the folder of the YAML file; whether the files are there is not looked at
     * (see {@link Task#files}). Fields of the caller's own may stand beside: it asks for them and then calls {@link YamlNode#end}.
     *
     * @throws TriptychException if the task is unknown or a field is wrong
     */
    public static Task read(YamlNode node) {
        String kind = node.text("task");
        return switch (kind) {
            case "image-text" -> imageText(node);
            case "code-search" -> codeSearch(node);
            case "retrieval" ->
                new Retrieval(node.path("beir"), node.text("split", "test"), node.oneOf("mode", MODES, "semantic"));
            case "bitext" -> bitext(node);
            case "sts" -> sts(node);
            case "pairs" -> pairs(node);
            case "classification" -> classification(node);
            case "clustering" -> clustering(node);
            case "alignment" -> new Alignment(source(node), node.integer("limit", 2, MOST, 1000));
            default ->
                throw new TriptychException(
                        node.where("task"),
                        "'" + kind + "'",
                        "one of " + String.join(", ", TASKS),
                        "did you mean '" + nearest(kind) + "'?");
        };
    }

    private static String nearest(String kind) {
        return TASKS.stream()
                .min(Comparator.comparingInt(task -> NearNames.distance(kind, task)))
                .orElseThrow();
    }

    private static Task imageText(YamlNode node) {
        List<String> splits = list(node, "split", "test");
        return new ImageTextRetrieval(
                node.path("captions"),
                node.path("images"),
                node.text("field", "captions"),
                list(node, "language", "en"),
                splits,
                node.has("query_splits") ? node.texts("query_splits") : splits,
                node.flag("all_pictures", false));
    }

    private static Task codeSearch(YamlNode node) {
        List<String> columns = list(node, "columns", "query", "code", "name");
        if (columns.size() < 2 || columns.size() > 4) {
            throw new TriptychException(
                    node.where("columns"), columns.toString(), "two to four names", "write [query, code, name, type]");
        }
        return new CodeSearch(
                node.path("pairs"),
                CodeSearch.Fields.of(columns, node.text("language", "java"), node.oneOf("queries", KINDS, "text")),
                where(node, "where"),
                where(node, "query_where"),
                node.integer("candidates", 1, MOST, 1000),
                node.oneOf("mode", CODE_MODES, "semantic"));
    }

    private static Task bitext(YamlNode node) {
        List<String> columns = columns(node, List.of("en", "xx"));
        return new Bitext(
                node.path("pairs"),
                columns.get(0),
                columns.get(1),
                node.text("group", ""),
                node.integer("min_rows", 1, MOST, 1),
                where(node, "where"));
    }

    private static Task sts(YamlNode node) {
        List<String> columns = columns(node, List.of("s1", "s2", "score"));
        return new Sts(
                node.path("pairs"),
                columns.get(0),
                columns.get(1),
                columns.get(2),
                node.text("group", ""),
                where(node, "where"));
    }

    private static Task pairs(YamlNode node) {
        List<String> columns = columns(node, List.of("s1", "s2", "label"));
        return new PairClassification(
                node.path("pairs"),
                columns.get(0),
                columns.get(1),
                columns.get(2),
                node.text("positive", "1"),
                where(node, "where"));
    }

    private static Task classification(YamlNode node) {
        List<String> columns = columns(node, List.of("text", "label"));
        return new Classification(
                node.path("rows"), columns.get(0), columns.get(1), where(node, "train"), where(node, "test"));
    }

    private static Task clustering(YamlNode node) {
        List<String> columns = columns(node, List.of("text", "label"));
        return new Clustering(node.path("rows"), columns.get(0), columns.get(1), where(node, "where"));
    }

    private static Alignment.Source source(YamlNode node) {
        if (node.has("captions")) {
            return new Alignment.Captioned(
                    node.path("captions"),
                    node.path("images"),
                    node.text("field", "captions"),
                    list(node, "language", "en"),
                    list(node, "split", "test"));
        }
        List<String> columns = columns(node, List.of("en", "xx"));
        List<Modality> kinds = node.has("kinds") ? node.allOf("kinds", KINDS) : List.of(Modality.TEXT, Modality.TEXT);
        if (kinds.size() != 2) {
            throw new TriptychException(node.where("kinds"), kinds.size() + "", "two", "write [text, code]");
        }
        return new Alignment.Columns(
                node.path("pairs"),
                columns.get(0),
                columns.get(1),
                kinds.get(0),
                kinds.get(1),
                node.text("group", ""),
                where(node, "where"));
    }

    private static List<String> list(YamlNode node, String field, String... otherwise) {
        return node.has(field) ? node.texts(field) : List.of(otherwise);
    }

    private static List<String> columns(YamlNode node, List<String> otherwise) {
        List<String> columns = node.has("columns") ? node.texts("columns") : otherwise;
        if (columns.size() != otherwise.size()) {
            throw new TriptychException(
                    node.where("columns"), columns.toString(), otherwise.size() + " names", "write " + otherwise);
        }
        return columns;
    }

    private static Map<String, String> where(YamlNode node, String field) {
        Map<String, String> where = new LinkedHashMap<>();
        YamlNode filter = node.nodeOrEmpty(field);
        filter.names().forEach(column -> where.put(column, String.join("|", filter.texts(column))));
        return where;
    }
}
