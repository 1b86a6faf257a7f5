package dev.triptych.cli;

import dev.triptych.data.ReadPairs;
import dev.triptych.mine.ConsistencyMiner;
import dev.triptych.mine.MineReport;
import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code triptych mine consistency}. */
@Command(
        name = "consistency",
        description = "Keep the pairs whose positive a model ranks among the first K of all positives.",
        footer = {
            "  triptych mine consistency --pairs mined.jsonl.gz --columns anchor,text --top 5 --out clean.jsonl.gz",
            "  triptych mine consistency --pairs photos.tsv --columns caption,file --pair text-image --top 20 --out clean.jsonl"
        })
final class MineConsistency implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final MinePairs pairs = new MinePairs();

    @Mixin
    private final EmbedModel model = new EmbedModel();

    @Option(
            names = "--top",
            defaultValue = "2",
            paramLabel = "K",
            description = "The lowest rank that stays; default ${DEFAULT-VALUE}.")
    private int top = 2;

    @Mixin
    private final JsonOption json = new JsonOption();

    MineConsistency(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        AtLeast.one("--top", top);
        ReadPairs read = ReadPairs.read(pairs.request(), session.progress());
        try (Encoder<Content> teacher = model.load(session, pairs.texts())) {
            MineReport report = ConsistencyMiner.mine(read, teacher, top, pairs.out(), session.progress());
            session.console().out().println(json.on() ? report.toJson() : report);
        }
        return 0;
    }
}
