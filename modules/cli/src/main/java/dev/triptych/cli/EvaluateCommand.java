package dev.triptych.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code triptych evaluate}: measures a model. */
@Command(
        name = "evaluate",
        description = "Measure a model; every figure comes with its protocol, data and model.",
        footer = {
            "  triptych evaluate image-text --captions captions.jsonl.gz --images images --split dev",
            "  triptych evaluate code-search --pairs javadoc.jsonl.gz --mode hybrid",
            "  triptych evaluate retrieval --beir scifact",
            "  triptych evaluate bitext --pairs bitext.tsv.gz --columns en,xx --group lang",
            "  triptych evaluate sts --pairs stsb.tsv.gz --columns s1,s2,score --where lang=en --where split=test",
            "  triptych evaluate suite --suite samples/suites/tiny.yaml --model default --model words --html tiny.html"
        })
final class EvaluateCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "evaluate what? " + String.join(", ", spec.subcommands().keySet()));
        }
    }
}
