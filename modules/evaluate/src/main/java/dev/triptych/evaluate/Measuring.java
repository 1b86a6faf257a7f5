package dev.triptych.evaluate;

import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import dev.triptych.space.Progress;
import java.util.ArrayList;
import java.util.List;

/** A measurement under way: what every task gathers. */
final class Measuring {
    private final long start = System.nanoTime();
    private final String task;
    private final Encoder<Content> model;
    private final Embedder embedder;
    private final Figures figures = new Figures();
    private final Details details = new Details();
    private final List<String> remarks = new ArrayList<>();

    Measuring(String task, Encoder<Content> model, Progress progress) {
        this.task = task;
        this.model = model;
        this.embedder = new Embedder(model, progress);
    }

    Embedder embedder() {
        return embedder;
    }

    Figures figures() {
        return figures;
    }

    Details details() {
        return details;
    }

    void remark(List<String> more) {
        remarks.addAll(more);
    }

    /** What became of it; the clock stops. */
    Result result(String protocol, Result.Data data) {
        return new Result(
                task,
                protocol,
                figures.metrics(),
                figures.intervals(),
                data,
                model.fingerprint(),
                "",
                (System.nanoTime() - start) / 1e9,
                embedder.truncated(),
                remarks,
                details.detail());
    }
}
