package dev.triptych.cli;

import dev.triptych.ingest.Settings;
import dev.triptych.mine.DocumentMiner;
import dev.triptych.mine.MineReport;
import dev.triptych.space.TriptychException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code triptych mine documents}. */
@Command(
        name = "documents",
        description = {
            "Pair titles with sections, headings with paragraphs and captions with figures of documents.",
            "",
            "Rows have a 'kind' (title, heading, figure), an 'anchor', and a 'text' or an 'image'."
        },
        footer = {
            "  triptych mine documents ~/papers --out papers.jsonl.gz",
            "  triptych mine documents handbook.pdf notes --out pairs.jsonl --figures pairs-pictures --min-words 3"
        })
final class MineDocuments implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "PATHS", arity = "1..*", description = "Files and folders of documents.")
    private List<Path> paths = new ArrayList<>();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "Where the pairs go, as JSON lines; gzip if it ends in .gz.")
    private Path out = Path.of("");

    @Option(
            names = "--figures",
            paramLabel = "DIR",
            description = "Where pictures of documents go; without it, a folder beside FILE.")
    private @Nullable Path figures;

    @Option(
            names = "--min-words",
            defaultValue = "2",
            paramLabel = "N",
            description = "Fewest words of a title, heading or caption; default ${DEFAULT-VALUE}.")
    private int minWords = 2;

    @Option(
            names = "--max-files",
            defaultValue = "3",
            paramLabel = "N",
            description = "A heading that stands in more files says nothing; default ${DEFAULT-VALUE}.")
    private int maxFiles = 3;

    @Mixin
    private final JsonOption json = new JsonOption();

    MineDocuments(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        AtLeast.one("--min-words", minWords);
        AtLeast.one("--max-files", maxFiles);
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new TriptychException(path.toString(), "nothing", "a file or folder", "check the path");
            }
        }
        String name = String.valueOf(out.getFileName()).replaceFirst("(\\.jsonl)?(\\.gz)?$", "");
        Path pictures = figures != null ? figures : out.resolveSibling(name + "-figures");
        MineReport report = DocumentMiner.mine(
                paths,
                Settings.defaults(),
                new DocumentMiner.Rules(minWords, DocumentMiner.Rules.STANDARD.minTextWords(), maxFiles),
                out,
                pictures,
                session.progress());
        session.console().out().println(json.on() ? report.toJson() : report);
        return 0;
    }
}
