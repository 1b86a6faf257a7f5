package dev.triptych.cli;

import dev.triptych.evaluate.Alignment;
import dev.triptych.evaluate.Task;
import dev.triptych.space.Modality;
import dev.triptych.space.TriptychException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code triptych evaluate alignment}. */
@Command(
        name = "alignment",
        description = {
            "How do two sides of right pairs lie in the space?",
            "",
            "Modality gap, alignment, uniformity, hubness, and the cosine of right and of random pairs. The pairs are captions and",
            "pictures (--captions, --images), or two columns of a file (--pairs, --columns, --kinds)."
        },
        footer = {
            "  triptych evaluate alignment --captions captions.jsonl.gz --images images --split dev --language en,de",
            "  triptych evaluate alignment --pairs javadoc.jsonl.gz --columns query,code --kinds text,code",
            "  triptych evaluate alignment --pairs bitext.tsv.gz --columns en,xx --group lang"
        })
final class EvaluateAlignment extends EvaluateTask {
    @Option(names = "--captions", paramLabel = "FILE", description = "As for evaluate image-text.")
    private @Nullable Path captions;

    @Option(names = "--images", paramLabel = "DIR", description = "Folder of the pictures named there.")
    private @Nullable Path images;

    @Option(names = "--field", defaultValue = "captions", description = "Which captions; default ${DEFAULT-VALUE}.")
    private String field = "captions";

    @Option(
            names = "--language",
            split = ",",
            defaultValue = "en",
            description = "Captions in these languages; default ${DEFAULT-VALUE}.")
    private List<String> languages = List.of();

    @Option(
            names = "--split",
            split = ",",
            defaultValue = "test",
            description = "Pictures of these splits; default ${DEFAULT-VALUE}.")
    private List<String> splits = List.of();

    @Option(
            names = "--pairs",
            paramLabel = "FILE",
            description = "Tab-separated columns under a header, or JSON lines, plain or gzip.")
    private @Nullable Path pairs;

    @Option(
            names = "--columns",
            split = ",",
            defaultValue = "en,xx",
            paramLabel = "A,B",
            description = "The columns of the two sides; default ${DEFAULT-VALUE}.")
    private List<String> columns = List.of();

    @Option(
            names = "--kinds",
            split = ",",
            defaultValue = "text,text",
            paramLabel = "text|code",
            description = "What the two columns hold; default ${DEFAULT-VALUE}.")
    private List<Modality> kinds = List.of();

    @Mixin
    private final GroupOption group = new GroupOption();

    @Mixin
    private final WhereOption where = new WhereOption();

    @Option(
            names = "--limit",
            defaultValue = "1000",
            paramLabel = "N",
            description = "At most N pairs of a group; default ${DEFAULT-VALUE}.")
    private int limit = 1000;

    EvaluateAlignment(Session session) {
        super(session);
    }

    @Override
    Task task() {
        return new Alignment(source(), limit);
    }

    private Alignment.Source source() {
        if (captions != null && images != null && pairs == null) {
            return new Alignment.Captioned(captions, images, field, languages, splits);
        }
        if (pairs == null || captions != null || images != null) {
            throw new TriptychException(
                    "evaluate alignment",
                    pairs == null ? "no pairs" : "two sources of pairs",
                    "--captions and --images, or --pairs",
                    "give one of the two");
        }
        Columns.require(columns, "en,xx");
        if (kinds.size() != 2 || kinds.contains(Modality.IMAGE)) {
            throw new TriptychException(
                    "--kinds", kinds.toString(), "two of text and code", "write for example --kinds text,code");
        }
        return new Alignment.Columns(
                pairs, columns.get(0), columns.get(1), kinds.get(0), kinds.get(1), group.column(), where.rows());
    }
}
