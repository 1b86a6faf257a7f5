package dev.triptych.cli;

import dev.triptych.evaluate.CodeSearch;
import dev.triptych.evaluate.Task;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code triptych evaluate code-search}. */
@Command(
        name = "code-search",
        description = "Find each method by the sentence that documents it, among the methods of the same file.",
        footer = {
            "  triptych evaluate code-search --pairs javadoc.jsonl.gz",
            "  triptych evaluate code-search --pairs javadoc.jsonl.gz --candidates 2000 --mode words --json"
        })
final class EvaluateCodeSearch extends EvaluateTask {
    @Option(
            names = "--pairs",
            required = true,
            paramLabel = "FILE",
            description = "JSON lines, plain or gzip: query, code, name.")
    private Path pairs = Path.of("");

    @Option(
            names = "--candidates",
            defaultValue = "1000",
            paramLabel = "N",
            description = "Queries and candidates are the first N rows; default ${DEFAULT-VALUE}.")
    private int candidates = 1000;

    @Option(
            names = "--mode",
            defaultValue = "semantic",
            description = "Rank by semantic (cosine), words (BM25) or hybrid; default ${DEFAULT-VALUE}.")
    private CodeSearch.Mode mode = CodeSearch.Mode.SEMANTIC;

    EvaluateCodeSearch(Session session) {
        super(session);
    }

    @Override
    Task task() {
        return new CodeSearch(pairs, candidates, mode);
    }
}
