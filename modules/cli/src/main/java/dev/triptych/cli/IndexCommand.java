package dev.triptych.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.triptych.index.Stats;
import dev.triptych.ingest.IngestReport;
import dev.triptych.ingest.Settings;
import dev.triptych.ingest.Verdict;
import dev.triptych.library.AddReport;
import dev.triptych.library.Library;
import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import dev.triptych.space.TriptychException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code triptych index}. */
@Command(
        name = "index",
        description = {
            "Read files and folders into an index: documents, pictures, pictures in documents, Java.",
            "",
            "Run it again after files have changed: only new and changed files are read. Every file that is not wholly in is"
                    + " named with its reason."
        },
        footer = {
            "  triptych index ~/papers ~/photos src",
            "  triptych index . --include '*.java' --exclude '**/test/**'",
            "  triptych index docs --index ~/my.index --rebuild      anew, for another model",
            "  triptych index docs --model all-MiniLM-L6-v2 --index minilm.index      by a model that others published"
        })
final class IndexCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "Files and folders.")
    private List<Path> paths = new ArrayList<>();

    @Option(names = "--include", paramLabel = "GLOB", description = "Only files like this; may be repeated.")
    private List<String> include = new ArrayList<>();

    @Option(names = "--exclude", paramLabel = "GLOB", description = "No files or folders like this; may be repeated.")
    private List<String> exclude = new ArrayList<>();

    @Option(names = "--rebuild", description = "Make the index anew; the old one serves until the new one is whole.")
    private boolean rebuild;

    @Mixin
    private final IndexOption index = new IndexOption();

    @Mixin
    private final ModelOption model = new ModelOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    IndexCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new TriptychException(
                        path.toString(), "no such file or folder", "something to read", "check the path");
            }
        }
        long start = System.nanoTime();
        try (Encoder<Content> encoder = model.load(session);
                Library library =
                        rebuild ? Library.rebuild(index.folder(), encoder) : Library.open(index.folder(), encoder)) {
            Settings settings = library.settings().withPatterns(include, exclude);
            AddReport report = library.add(paths, settings, session.progress());
            double seconds = (System.nanoTime() - start) / 1e9;
            if (json.on()) {
                session.console().out().println(json(report, library.stats(), seconds));
            } else {
                print(report, library.stats(), seconds);
            }
        }
        return 0;
    }

    private void print(AddReport report, Stats stats, double seconds) {
        Console console = session.console();
        for (IngestReport.Entry entry : report.files().entries()) {
            if (entry.verdict() == Verdict.FAILED || entry.verdict() == Verdict.PARTIAL) {
                console.err().println(Console.oneLine(entry.toString()));
            }
        }
        report.notEmbedded().forEach(line -> console.err().println(Console.oneLine("NOT EMBEDDED " + line)));
        PrintWriter out = console.out();
        out.println(String.format(
                Locale.ROOT,
                "%d files new, %d changed, %d as before, %d gone; %d partly read, %d skipped, %d failed; %.1f s",
                report.added(),
                report.updated(),
                report.unchanged(),
                report.removed(),
                report.files().count(Verdict.PARTIAL),
                report.files().count(Verdict.SKIPPED) - report.unchanged(),
                report.failed(),
                seconds));
        new TreeMap<>(report.skipped())
                .forEach((modality, count) -> out.println(
                        count + " passages of " + modality.id() + " skipped: the model does not read them"));
        if (report.truncated() > 0) {
            out.println(report.truncated() + " passages are longer than the model reads");
        }
        out.println(index.folder() + " holds " + stats.passages() + " passages of " + stats.files() + " files "
                + stats.byModality().toString().toLowerCase(Locale.ROOT));
    }

    private ObjectNode json(AddReport report, Stats stats, double seconds) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("index", index.folder().toString());
        answer.put("added", report.added())
                .put("updated", report.updated())
                .put("unchanged", report.unchanged())
                .put("removed", report.removed())
                .put("passages", report.passages())
                .put("truncated", report.truncated())
                .put("seconds", seconds);
        ObjectNode verdicts = answer.putObject("verdicts");
        for (Verdict verdict : Verdict.values()) {
            verdicts.put(verdict.name(), report.files().count(verdict));
        }
        ArrayNode files = answer.putArray("files");
        for (IngestReport.Entry entry : report.files().entries()) {
            files.addObject()
                    .put("path", entry.path().toString())
                    .put("verdict", entry.verdict().name())
                    .put("reason", entry.reason().name())
                    .put("detail", entry.detail());
        }
        ObjectNode skipped = answer.putObject("skipped");
        report.skipped().forEach((modality, count) -> skipped.put(modality.id(), count));
        report.notEmbedded().forEach(answer.putArray("not_embedded")::add);
        ObjectNode total = answer.putObject("total").put("files", stats.files()).put("passages", stats.passages());
        stats.byModality().forEach((modality, count) -> total.put(modality.id(), count));
        answer.putObject("model")
                .put("name", stats.model().name())
                .put("sha256", stats.model().sha256());
        return answer;
    }
}
