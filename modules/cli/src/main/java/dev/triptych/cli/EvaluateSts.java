package dev.triptych.cli;

import dev.triptych.evaluate.Sts;
import dev.triptych.evaluate.Task;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code triptych evaluate sts}. */
@Command(
        name = "sts",
        description = "How well does the closeness of two sentences follow what people say? (Spearman of the cosine)",
        footer = {
            "  triptych evaluate sts --pairs stsb.tsv.gz --columns s1,s2,score --where lang=en --where split=test",
            "  triptych evaluate sts --pairs stsb.tsv.gz --where split=dev --group lang",
            "  triptych evaluate sts --pairs sick.tsv --columns s1,s2,relatedness --json"
        })
final class EvaluateSts extends EvaluateTask {
    @Mixin
    private final PairsOption pairs = new PairsOption();

    @Option(
            names = "--columns",
            split = ",",
            defaultValue = "s1,s2,score",
            paramLabel = "A,B,SCORE",
            description = "Two columns of sentences and the column of scores; default ${DEFAULT-VALUE}.")
    private List<String> columns = List.of();

    @Mixin
    private final GroupOption group = new GroupOption();

    @Mixin
    private final WhereOption where = new WhereOption();

    EvaluateSts(Session session) {
        super(session);
    }

    @Override
    Task task() {
        Columns.require(columns, "s1,s2,score");
        return new Sts(pairs.file(), columns.get(0), columns.get(1), columns.get(2), group.column(), where.rows());
    }
}
