package dev.triptych.cli;

import dev.triptych.evaluate.Clustering;
import dev.triptych.evaluate.Task;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code triptych evaluate clustering}. */
@Command(
        name = "clustering",
        description = "Do the clusters of the vectors follow the labels? (V-measure of k-means)",
        footer = {
            "  triptych evaluate clustering --rows topics.tsv --columns text,label",
            "  triptych evaluate clustering --rows sts.tsv.gz --columns s1,subset --where split=train --json"
        })
final class EvaluateClustering extends EvaluateTask {
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

    @Mixin
    private final WhereOption where = new WhereOption();

    EvaluateClustering(Session session) {
        super(session);
    }

    @Override
    Task task() {
        Columns.require(columns, "text,label");
        return new Clustering(rows, columns.get(0), columns.get(1), where.rows());
    }
}
