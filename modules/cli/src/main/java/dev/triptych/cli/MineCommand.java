package dev.triptych.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code triptych mine}: makes pairs to train on. */
@Command(
        name = "mine",
        description = {
            "Make pairs to train on from what people have written, and make pairs better.",
            "",
            "Every miner writes JSON lines, which a recipe reads with 'kind: rows', and says what it dropped and why."
        },
        footer = {
            "  triptych mine javadoc ~/projects/mine/src --out methods.jsonl.gz",
            "  triptych mine documents ~/papers --out papers.jsonl.gz",
            "  triptych mine consistency --pairs papers.jsonl.gz --columns anchor,text --where kind=heading --top 5 --out clean.jsonl.gz",
            "  triptych mine negatives --pairs clean.jsonl.gz --columns anchor,text --keep 4 --out hard.jsonl.gz",
            "  triptych mine bitext --pairs bitext.tsv.gz --columns en,de --languages en,de --out bitext.jsonl.gz"
        })
final class MineCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(
                    spec.commandLine(), "mine what? javadoc, documents, bitext, consistency or negatives");
        }
    }
}
