package dev.triptych.cli;

import dev.triptych.evaluate.Classification;
import dev.triptych.evaluate.Task;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code triptych evaluate classification}. */
@Command(
        name = "classification",
        description = "Classify texts by logistic regression on their vectors. (accuracy and macro-F1)",
        footer = {
            "  triptych evaluate classification --rows topics.tsv --columns text,label --train split=train --test split=test",
            "  triptych evaluate classification --rows sts.tsv.gz --columns s1,subset --train split=train --test split=test"
        })
final class EvaluateClassification extends EvaluateTask {
    @Option(
            names = "--rows",
            required = true,
            paramLabel = "FILE",
            description = "Tab-separated columns under a header, or JSON lines, plain or gzip.")
    private Path rows = Path.of("");

    @Option(
            names = "--columns",
            split = ",",
            defaultValue = "text,label",
            paramLabel = "TEXT,LABEL",
            description = "The columns of texts and of labels; default ${DEFAULT-VALUE}.")
    private List<String> columns = List.of();

    @Option(
            names = "--train",
            split = ",",
            paramLabel = "COLUMN=VALUE",
            description = "Rows to train the regression on; may be repeated.")
    private Map<String, String> train = new LinkedHashMap<>();

    @Option(
            names = "--test",
            split = ",",
            paramLabel = "COLUMN=VALUE",
            description = "Rows to measure with; may be repeated.")
    private Map<String, String> test = new LinkedHashMap<>();

    EvaluateClassification(Session session) {
        super(session);
    }

    @Override
    Task task() {
        Columns.require(columns, "text,label");
        return new Classification(rows, columns.get(0), columns.get(1), train, test);
    }
}
