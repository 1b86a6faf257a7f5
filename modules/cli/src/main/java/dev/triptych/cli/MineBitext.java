package dev.triptych.cli;

import dev.triptych.data.ReadPairs;
import dev.triptych.mine.BitextMiner;
import dev.triptych.mine.MineReport;
import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import dev.triptych.space.TriptychException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code triptych mine bitext}. */
@Command(
        name = "bitext",
        description = {
            "Check sentences and their translations: empty or equal sides, lengths, scripts, duplicates, closeness.",
            "",
            "A model is loaded only for --min-cosine. Languages are told apart by their scripts only."
        },
        footer = {
            "  triptych mine bitext --pairs bitext.tsv.gz --columns en,de --languages en,de --out clean.jsonl.gz",
            "  triptych mine bitext --pairs bitext.tsv.gz --columns en,xx --language-columns ,lang --max-ratio 4 --out clean.jsonl.gz",
            "  triptych mine bitext --pairs en-de.tsv --columns en,de --model ../models/multilingual --min-cosine 0.5 --out clean.jsonl"
        })
final class MineBitext implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final MinePairs pairs = new MinePairs();

    @Mixin
    private final EmbedModel model = new EmbedModel();

    @Option(
            names = "--max-ratio",
            defaultValue = "3",
            paramLabel = "R",
            description = "How many times longer one side may be, in characters; default ${DEFAULT-VALUE}.")
    private double maxRatio = 3;

    @Option(
            names = "--languages",
            split = ",",
            paramLabel = "A,B",
            description = "ISO codes of both sides, to check the scripts; either may be empty.")
    private List<String> languages = List.of();

    @Option(
            names = "--language-columns",
            split = ",",
            paramLabel = "A,B",
            description = "Columns that hold these codes; either may be empty.")
    private List<String> languageColumns = List.of();

    @Option(
            names = "--per-text",
            defaultValue = "3",
            paramLabel = "N",
            description = "How often one sentence may come up on one side; default ${DEFAULT-VALUE}.")
    private int perText = 3;

    @Option(names = "--min-cosine", paramLabel = "C", description = "The least cosine that the model must find.")
    private double minCosine = -1;

    @Mixin
    private final JsonOption json = new JsonOption();

    MineBitext(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        AtLeast.one("--per-text", perText);
        if (maxRatio < 1) {
            throw new TriptychException("--max-ratio", maxRatio + "", "1 or more", "give another number");
        }
        two("--languages", languages);
        two("--language-columns", languageColumns);
        BitextMiner.Rules rules = new BitextMiner.Rules(maxRatio, languageColumns, languages, perText, minCosine);
        ReadPairs read = ReadPairs.read(pairs.request(), session.progress());
        MineReport report;
        if (minCosine <= -1) {
            report = BitextMiner.mine(read, Optional.empty(), rules, pairs.out(), session.progress());
        } else {
            try (Encoder<Content> teacher = model.load(session, pairs.texts())) {
                report = BitextMiner.mine(read, Optional.of(teacher), rules, pairs.out(), session.progress());
            }
        }
        session.console().out().println(json.on() ? report.toJson() : report);
        return 0;
    }

    private static void two(String option, List<String> names) {
        if (!names.isEmpty() && names.size() != 2) {
            throw new TriptychException(
                    option, String.join(",", names), "two names with a comma between them", "write en,de, or ,de");
        }
    }
}
