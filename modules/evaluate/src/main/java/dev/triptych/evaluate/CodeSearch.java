package dev.triptych.evaluate;

import dev.triptych.evaluate.Bootstrap.Statistic;
import dev.triptych.evaluate.Rows.Row;
import dev.triptych.index.DeclaredName;
import dev.triptych.space.Code;
import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import dev.triptych.space.Modality;
import dev.triptych.space.Progress;
import dev.triptych.space.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds a piece of code by a sentence that says what it does, or by code that does the same, among the code of the same file of pairs.
 *
 * <p>The model sees the source and its name, with that of the type around it if a field tells it, never anything of the query.
 *
 * @param pairs JSON lines or tab-separated columns, plain or gzip
 * @param fields which fields hold what
 * @param where rows to take: field and the value it must have
 * @param queryWhere of these rows, those that ask; the others are candidates only
 * @param candidates how many rows from the beginning: each is a candidate; all, if there are fewer
 * @param mode what ranks
 */
public record CodeSearch(
        Path pairs, Fields fields, Map<String, String> where, Map<String, String> queryWhere, int candidates, Mode mode)
        implements Task {
    private static final int[] CUTS = {1, 5, 10};

    /** What ranks: vectors, both as {@link Fusion} merges them, words (BM25), or both and how well the query names the code. */
    public enum Mode {
        SEMANTIC,
        HYBRID,
        WORDS,
        RANKED;

        String rankedBy(String words) {
            return switch (this) {
                case SEMANTIC -> "cosine";
                case HYBRID ->
                    "cosine in deviations plus the part of the best BM25 (times 1.5 among methods, 3 among passages) over "
                            + words;
                case RANKED ->
                    "cosine in deviations plus 1.5 times the part of the best BM25 over " + words + " plus "
                            + Fusion.NAMED + " times how well the query names the function";
                case WORDS -> "BM25 over " + words;
            };
        }
    }

    /**
     * Fields of a row.
     *
     * @param query what asks
     * @param code the source that is looked for
     * @param name its bare name; empty if the rows have none
     * @param type the type that it stands in, by its name or by the path of its file; empty if that is not to be told
     * @param language of the source
     * @param queries whether sentences ask or code of the same language
     */
    public record Fields(String query, String code, String name, String type, String language, Modality queries) {
        /** Fields without the type. */
        public Fields(String query, String code, String name, String language, Modality queries) {
            this(query, code, name, "", language, queries);
        }

        /** The columns' names in the order query, code, name, type, of which the last may be left out. */
        public static Fields of(List<String> columns, String language, Modality queries) {
            return new Fields(
                    columns.get(0),
                    columns.get(1),
                    columns.size() > 2 ? columns.get(2) : "",
                    columns.size() > 3 ? columns.get(3) : "",
                    language,
                    queries);
        }

        /** Mined pairs of a sentence of Javadoc and a method. */
        public static Fields javadoc() {
            return new Fields("query", "code", "name", "java", Modality.TEXT);
        }

        List<String> names() {
            return Stream.of(query, code, name, type)
                    .filter(column -> !column.isEmpty())
                    .toList();
        }
    }

    public CodeSearch {
        where = new LinkedHashMap<>(where);
        queryWhere = new LinkedHashMap<>(queryWhere);
    }

    /** Methods by the first sentence of their Javadoc; each of the rows is a query and a candidate. */
    public CodeSearch(Path pairs, int candidates, Mode mode) {
        this(pairs, Fields.javadoc(), Map.of(), Map.of(), candidates, mode);
    }

    @Override
    public Result run(Encoder<Content> model, Progress progress) {
        Measuring measuring = new Measuring("code-search", model, progress);
        DataFile file = DataFile.read(pairs);
        BadRows bad = new BadRows(file);
        // The fields that say who asks are read like the others, and stand behind them.
        List<String> columns = new ArrayList<>(fields.names());
        int asking = columns.size();
        columns.addAll(queryWhere.keySet());
        List<Row> rows = Rows.read(file, columns, where, bad);
        bad.requireRows(rows.size(), "rows" + Rows.with(where) + " with " + String.join(", ", columns));
        rows = rows.subList(0, Math.min(candidates, rows.size()));
        List<String> wanted = List.copyOf(queryWhere.values());
        List<Row> all = rows;
        int[] right = IntStream.range(0, rows.size())
                .filter(r -> IntStream.range(0, wanted.size())
                        .allMatch(i -> Rows.isOne(all.get(r).cell(asking + i), wanted.get(i))))
                .toArray();
        bad.requireRows(right.length, "rows that ask," + Rows.with(queryWhere));
        List<Content> queries =
                IntStream.of(right).mapToObj(r -> query(all.get(r))).toList();
        List<Code> codes = rows.stream().map(this::code).toList();

        Ranked ranked = ranked(measuring, queries, codes, right);
        Map<String, Statistic> statistics = new LinkedHashMap<>();
        statistics.put("mrr@10", ranked.mrrAt(10));
        for (int k : CUTS) {
            statistics.put("recall@" + k, ranked.hitAt(k));
        }
        measuring.figures().add(ranked.queries(), statistics);
        measuring.details().curve(fields.query() + " to " + fields.code(), ranked.firsts());
        measuring
                .details()
                .examples(
                        ranked,
                        q -> new Example(
                                all.get(right[q]).cell(0),
                                codes.get(ranked.bests()[q]).source(),
                                codes.get(ranked.tops()[q]).source(),
                                ranked.scores()[q],
                                ranked.firsts()[q]));
        measuring.remark(bad.remarks());
        return measuring.result(
                "first " + rows.size() + " rows" + Rows.with(where)
                        + (queryWhere.isEmpty()
                                ? " as queries and as candidates"
                                : " as candidates, the " + right.length + Rows.with(queryWhere) + " as queries")
                        + ", one right answer each"
                        + (fields.type().isEmpty() ? "" : ", named with the type of " + fields.type())
                        + (fields.names()
                                        .subList(0, 2)
                                        .equals(Fields.javadoc().names().subList(0, 2))
                                ? ""
                                : "; " + fields.query() + " ("
                                        + fields.queries().id() + ") looks for " + fields.code() + " ("
                                        + fields.language() + ")")
                        + "; ranked by " + mode.rankedBy("words and parts of identifiers")
                        + ", ties by place in the file",
                file.identity());
    }

    private Content query(Row row) {
        return fields.queries() == Modality.CODE
                ? new Code(fields.language(), row.cell(0), "", "", "")
                : Text.of(row.cell(0));
    }

    private Code code(Row row) {
        if (fields.name().isEmpty()) {
            return new Code(fields.language(), row.cell(1), "", "", "");
        }
        String type = fields.type().isEmpty() ? "" : bare(row.cell(3)) + ".";
        return new Code(fields.language(), row.cell(1), type + row.cell(2), "", "");
    }

    /** The name of a type that is told by its name or by the path of its file. */
    private static String bare(String type) {
        // Endings of files begin with a small letter, the names of inner types do not.
        return type.substring(type.lastIndexOf('/') + 1).replaceFirst("\\.[a-z][^.]*$", "");
    }

    private Ranked ranked(Measuring measuring, List<Content> queries, List<Code> codes, int[] right) {
        if (mode == Mode.SEMANTIC) {
            float[][][] vectors = vectors(measuring, queries, codes, right);
            return Ranked.of(vectors[0], vectors[1], q -> new int[] {right[q]});
        }
        try (WordScores words = WordScores.of(codes.stream().map(Code::source).toList())) {
            if (mode == Mode.WORDS) {
                return Ranked.of(queries.size(), q -> words.of(words(queries.get(q))), q -> new int[] {right[q]});
            }
            float[][][] vectors = vectors(measuring, queries, codes, right);
            List<String> names =
                    mode == Mode.RANKED ? codes.stream().map(CodeSearch::name).toList() : List.of();
            NameScores named = new NameScores(names);
            return Ranked.of(
                    queries.size(),
                    q -> {
                        float[] scores = Fusion.of(
                                Embedder.scores(vectors[0][q], vectors[1]),
                                words.of(words(queries.get(q))),
                                Fusion.IN_CODE);
                        return mode == Mode.RANKED ? named.add(asked(queries.get(q)), scores) : scores;
                    },
                    q -> new int[] {right[q]});
        }
    }

    /** What the index would know the code by: its bare name, or what it declares first. */
    private static String name(Code code) {
        return code.name().isEmpty() ? DeclaredName.of(code.source()) : code.name();
    }

    private static String asked(Content query) {
        return query instanceof Code code ? name(code) : words(query);
    }

    private static String words(Content query) {
        return query instanceof Code code ? code.source() : ((Text) query).value();
    }

    /** Of the queries and of the candidates. */
    private float[][][] vectors(Measuring measuring, List<Content> queries, List<Code> codes, int[] right) {
        float[][] asked = measuring.embedder().queries(queries);
        float[][] found = measuring.embedder().embed("methods", codes);
        measuring.details().similarities(asked, found, q -> new int[] {right[q]});
        measuring.details().points(fields.queries(), asked, q -> words(queries.get(q)));
        measuring
                .details()
                .points(
                        Modality.CODE,
                        found,
                        c -> codes.get(c).name().isEmpty()
                                ? codes.get(c).source()
                                : codes.get(c).name());
        return new float[][][] {asked, found};
    }

    @Override
    public Map<String, Path> files() {
        return Map.of("pairs", pairs);
    }

    @Override
    public Set<Modality> modalities() {
        return mode == Mode.WORDS ? Set.of() : EnumSet.of(fields.queries(), Modality.CODE);
    }

    @Override
    public Optional<Task> byWords() {
        return Optional.of(new CodeSearch(pairs, fields, where, queryWhere, candidates, Mode.WORDS));
    }
}
