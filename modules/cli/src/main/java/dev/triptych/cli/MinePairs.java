package dev.triptych.cli;

import dev.triptych.data.ReadPairs;
import dev.triptych.space.Modality;
import dev.triptych.space.TriptychException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The pairs that a miner looks through, and where what it keeps is written. */
final class MinePairs {
    @Option(
            names = "--pairs",
            required = true,
            paramLabel = "FILE",
            description = "JSON lines, TSV or CSV with a header, plain or gzip.")
    private Path file = Path.of("");

    @Option(
            names = "--columns",
            split = ",",
            defaultValue = "anchor,positive",
            paramLabel = "A,B",
            description = "The two columns that belong together; default ${DEFAULT-VALUE}.")
    private List<String> columns = List.of();

    @Option(
            names = "--pair",
            split = "-",
            defaultValue = "text-text",
            paramLabel = "A-B",
            description = "What stands in them: text, image (paths) or code; default ${DEFAULT-VALUE}.")
    private List<String> pair = List.of();

    @Option(
            names = "--where",
            split = ",",
            paramLabel = "COLUMN=VALUE",
            description = "Only rows with this value; may be repeated.")
    private Map<String, String> where = new LinkedHashMap<>();

    @Option(
            names = "--images",
            paramLabel = "DIR",
            description = "Where paths of pictures begin; without it, the folder of FILE.")
    private @Nullable Path images;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "Where the pairs go, as JSON lines; gzip if it ends in .gz.")
    private Path out = Path.of("");

    Path out() {
        return out;
    }

    /** Whether only texts are to be embedded. */
    boolean texts() {
        return pair.equals(List.of("text", "text"));
    }

    ReadPairs.Request request() {
        if (columns.size() != 2 || pair.size() != 2) {
            throw new TriptychException(
                    columns.size() != 2 ? "--columns" : "--pair",
                    String.join(",", columns.size() != 2 ? columns : pair),
                    "two names",
                    "write for example --columns query,answer --pair text-text");
        }
        Path parent = file.toAbsolutePath().getParent();
        Path beside = parent == null ? Path.of("") : parent;
        return new ReadPairs.Request(
                file,
                columns.get(0),
                columns.get(1),
                Modality.of(pair.get(0)),
                Modality.of(pair.get(1)),
                where,
                images == null ? beside : images);
    }
}
