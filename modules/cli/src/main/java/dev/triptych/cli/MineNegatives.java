package dev.triptych.cli;

import dev.triptych.data.ReadPairs;
import dev.triptych.mine.MineReport;
import dev.triptych.mine.NegativeMiner;
import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code triptych mine negatives}. */
@Command(
        name = "negatives",
        description = {
            "Find hard negatives: other rows' positives that a model takes for close, but not for as close as the right one.",
            "",
            "Each row is written with 'negatives' and 'teacher' (the model's scores of the positive and each negative)."
        },
        footer = {
            "  triptych mine negatives --pairs pairs.jsonl.gz --columns query,code --pair text-code --out hard.jsonl.gz",
            "  triptych mine negatives --pairs qa.tsv --columns q,a --model ../models/teacher --top 100 --margin 0.1 --out hard.jsonl"
        })
final class MineNegatives implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final MinePairs pairs = new MinePairs();

    @Mixin
    private final EmbedModel model = new EmbedModel();

    @Option(
            names = "--top",
            defaultValue = "50",
            paramLabel = "N",
            description = "Look at the N closest candidates; default ${DEFAULT-VALUE}.")
    private int top = 50;

    @Option(
            names = "--margin",
            defaultValue = "0.05",
            paramLabel = "M",
            description =
                    "Leave out what scores above pos − |pos|·M: it may be right and unmarked; default ${DEFAULT-VALUE}.")
    private double margin = 0.05;

    @Option(
            names = "--keep",
            defaultValue = "4",
            paramLabel = "N",
            description = "Negatives of each row; default ${DEFAULT-VALUE}.")
    private int keep = 4;

    @Mixin
    private final JsonOption json = new JsonOption();

    MineNegatives(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        AtLeast.one("--top", top);
        AtLeast.one("--keep", keep);
        ReadPairs read = ReadPairs.read(pairs.request(), session.progress());
        try (Encoder<Content> teacher = model.load(session, pairs.texts())) {
            MineReport report = NegativeMiner.mine(
                    read, teacher, new NegativeMiner.Rules(top, margin, keep), pairs.out(), session.progress());
            session.console().out().println(json.on() ? report.toJson() : report);
        }
        return 0;
    }
}
