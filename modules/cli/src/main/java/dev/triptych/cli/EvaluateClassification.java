package dev.triptych.cli;

import dev.triptych.evaluate.Classification;
import dev.triptych.evaluate.Task;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
    @Mixin
    private final LabelledTexts texts = new LabelledTexts();

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
        return new Classification(texts.file(), texts.text(), texts.label(), train, test);
    }
}
