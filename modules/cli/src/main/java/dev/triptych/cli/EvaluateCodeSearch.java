package dev.triptych.cli;

import dev.triptych.evaluate.CodeSearch;
import dev.triptych.evaluate.Task;
import dev.triptych.space.Modality;
import dev.triptych.space.TriptychException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code triptych evaluate code-search}. */
@Command(
        name = "code-search",
        description =
                "Find code by a sentence that says what it does, or by code that does the same, among the code of one file.",
        footer = {
            "  triptych evaluate code-search --pairs javadoc.jsonl.gz",
            "  triptych evaluate code-search --pairs javadoc.jsonl.gz --candidates 2000 --mode words --json",
            "  triptych evaluate code-search --pairs pairs.jsonl.gz --columns java,csharp --queries code --language csharp"
        })
final class EvaluateCodeSearch extends EvaluateTask {
    @Option(
            names = "--pairs",
            required = true,
            paramLabel = "FILE",
            description = "JSON lines or tab-separated columns, plain or gzip.")
    private Path pairs = Path.of("");

    @Option(
            names = "--columns",
            split = ",",
            defaultValue = "query,code,name",
            paramLabel = "QUERY,CODE[,NAME[,TYPE]]",
            description =
                    "Fields of the query, the code, its name if it has one, and the type that it stands in, by its name or its file;"
                            + " default ${DEFAULT-VALUE}.")
    private List<String> columns = List.of();

    @Option(
            names = "--queries",
            defaultValue = "text",
            paramLabel = "text|code",
            description = "What asks: sentences, or code that does the same; default ${DEFAULT-VALUE}.")
    private Modality queries = Modality.TEXT;

    @Option(names = "--language", defaultValue = "java", description = "Of the code; default ${DEFAULT-VALUE}.")
    private String language = "java";

    @Mixin
    private final WhereOption where = new WhereOption();

    @Option(
            names = "--query-where",
            split = ",",
            paramLabel = "FIELD=VALUE",
            description = "Of these rows only those with this value ask; the others are candidates.")
    private Map<String, String> queryWhere = new LinkedHashMap<>();

    @Option(
            names = "--candidates",
            defaultValue = "1000",
            paramLabel = "N",
            description = "Queries and candidates are the first N rows; default ${DEFAULT-VALUE}.")
    private int candidates = 1000;

    @Option(
            names = "--mode",
            defaultValue = "semantic",
            description =
                    "Rank by semantic (cosine), words (BM25), hybrid, or ranked (also by names); default ${DEFAULT-VALUE}.")
    private CodeSearch.Mode mode = CodeSearch.Mode.SEMANTIC;

    EvaluateCodeSearch(Session session) {
        super(session);
    }

    @Override
    Task task() {
        if (columns.size() < 2 || columns.size() > 4 || queries == Modality.IMAGE) {
            throw new TriptychException(
                    "evaluate code-search",
                    "--columns " + String.join(",", columns) + " --queries " + queries.id(),
                    "two to four columns, and queries of text or code",
                    "write for example --columns java,csharp --queries code");
        }
        CodeSearch.Fields fields = CodeSearch.Fields.of(columns, language, queries);
        return new CodeSearch(pairs, fields, where.rows(), queryWhere, candidates, mode);
    }
}
