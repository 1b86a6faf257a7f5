package dev.triptych.cli;

import dev.triptych.evaluate.Bitext;
import dev.triptych.evaluate.Task;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code triptych evaluate bitext}. */
@Command(
        name = "bitext",
        description =
                "Find each sentence's translation among the others. (F1 and accuracy of the nearest neighbour, as MTEB)",
        footer = {
            "  triptych evaluate bitext --pairs bitext.tsv.gz --columns en,xx --group lang",
            "  triptych evaluate bitext --pairs tatoeba.tsv.gz --group lang --min-rows 500 --json"
        })
final class EvaluateBitext extends EvaluateTask {
    @Mixin
    private final PairsOption pairs = new PairsOption();

    @Option(
            names = "--columns",
            split = ",",
            defaultValue = "en,xx",
            paramLabel = "A,B",
            description = "Sentences of B look for theirs in A; default ${DEFAULT-VALUE}.")
    private List<String> columns = List.of();

    @Mixin
    private final GroupOption group = new GroupOption();

    @Option(names = "--min-rows", defaultValue = "1", paramLabel = "N", description = "Leave out groups of fewer rows.")
    private int minRows = 1;

    @Mixin
    private final WhereOption where = new WhereOption();

    EvaluateBitext(Session session) {
        super(session);
    }

    @Override
    Task task() {
        Columns.require(columns, "en,xx");
        return new Bitext(pairs.file(), columns.get(0), columns.get(1), group.column(), minRows, where.rows());
    }
}
