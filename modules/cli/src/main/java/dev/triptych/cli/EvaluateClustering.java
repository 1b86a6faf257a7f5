package dev.triptych.cli;

import dev.triptych.evaluate.Clustering;
import dev.triptych.evaluate.Task;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code triptych evaluate clustering}. */
@Command(
        name = "clustering",
        description = "Do the clusters of the vectors follow the labels? (V-measure of k-means)",
        footer = {
            "  triptych evaluate clustering --rows topics.tsv --columns text,label",
            "  triptych evaluate clustering --rows sts.tsv.gz --columns s1,subset --where split=train --json"
        })
final class EvaluateClustering extends EvaluateTask {
    @Mixin
    private final LabelledTexts texts = new LabelledTexts();

    @Mixin
    private final WhereOption where = new WhereOption();

    EvaluateClustering(Session session) {
        super(session);
    }

    @Override
    Task task() {
        return new Clustering(texts.file(), texts.text(), texts.label(), where.rows());
    }
}
