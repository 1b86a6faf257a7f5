package dev.triptych.cli;

import dev.triptych.evaluate.PairClassification;
import dev.triptych.evaluate.Task;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code triptych evaluate pairs}. */
@Command(
        name = "pairs",
        description =
                "Tell pairs that mean the same from others. (average precision of the cosine, best accuracy and F1)",
        footer = {
            "  triptych evaluate pairs --pairs mrpc.tsv.gz --columns s1,s2,label --where split=dev",
            "  triptych evaluate pairs --pairs sick.tsv --columns s1,s2,entailment --positive ENTAILMENT"
        })
final class EvaluatePairs extends EvaluateTask {
    @Mixin
    private final PairsOption pairs = new PairsOption();

    @Option(
            names = "--columns",
            split = ",",
            defaultValue = "s1,s2,label",
            paramLabel = "A,B,LABEL",
            description = "Two columns of sentences and the column of labels; default ${DEFAULT-VALUE}.")
    private List<String> columns = List.of();

    @Option(
            names = "--positive",
            defaultValue = "1",
            paramLabel = "LABEL",
            description = "The label of right pairs; default ${DEFAULT-VALUE}.")
    private String positive = "1";

    @Mixin
    private final WhereOption where = new WhereOption();

    EvaluatePairs(Session session) {
        super(session);
    }

    @Override
    Task task() {
        Columns.require(columns, "s1,s2,label");
        return new PairClassification(
                pairs.file(), columns.get(0), columns.get(1), columns.get(2), positive, where.rows());
    }
}
