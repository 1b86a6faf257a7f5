package dev.triptych.cli;

import dev.triptych.evaluate.CodeSearch;
import dev.triptych.evaluate.Retrieval;
import dev.triptych.evaluate.Task;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code triptych evaluate retrieval}. */
@Command(
        name = "retrieval",
        description =
                "Find passages by a question, in a folder as BEIR publishes them. (nDCG@10, MRR@10, recall@100, MAP@1000)",
        footer = {
            "  triptych evaluate retrieval --beir scifact",
            "  triptych evaluate retrieval --beir scifact --split train --mode hybrid --json"
        })
final class EvaluateRetrieval extends EvaluateTask {
    @Option(
            names = "--beir",
            required = true,
            paramLabel = "DIR",
            description = "Folder with corpus.jsonl, queries.jsonl, both plain or gzip, and qrels/SPLIT.tsv.")
    private Path beir = Path.of("");

    @Option(names = "--split", defaultValue = "test", description = "Which judgements; default ${DEFAULT-VALUE}.")
    private String split = "test";

    @Option(
            names = "--mode",
            defaultValue = "semantic",
            description = "Rank by semantic (cosine), words (BM25) or hybrid; default ${DEFAULT-VALUE}.")
    private CodeSearch.Mode mode = CodeSearch.Mode.SEMANTIC;

    EvaluateRetrieval(Session session) {
        super(session);
    }

    @Override
    Task task() {
        return new Retrieval(beir, split, mode);
    }
}
