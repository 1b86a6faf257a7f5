package dev.triptych.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.triptych.index.Stats;
import dev.triptych.ingest.IngestReport;
import dev.triptych.ingest.Verdict;
import dev.triptych.library.AddReport;
import dev.triptych.library.Library;
import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

    @Mixin
    private final FilesOption files = new FilesOption();

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
        files.check();
        long start = System.nanoTime();
        try (Encoder<Content> encoder = model.load(session);
                Library library =
                        rebuild ? Library.rebuild(index.folder(), encoder) : Library.open(index.folder(), encoder)) {
            AddReport report = library.add(files.paths(), files.settings(library), session.progress());
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
        new AddPrinter(session.console()).print(report, String.format(Locale.ROOT, "; %.1f s", seconds));
        PrintWriter out = session.console().out();
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
                .put("reused", report.reused())
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
