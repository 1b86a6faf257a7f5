package dev.triptych.cli;

import dev.triptych.ingest.IngestReport;
import dev.triptych.ingest.Verdict;
import dev.triptych.library.AddReport;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.TreeMap;

/** Says to a person what was added: counts to standard output, what is not wholly in to standard error. */
final class AddPrinter {
    private final Console console;

    AddPrinter(Console console) {
        this.console = console;
    }

    /** @param end behind the counts */
    void print(AddReport report, String end) {
        for (IngestReport.Entry entry : report.files().entries()) {
            if (entry.verdict() == Verdict.FAILED || entry.verdict() == Verdict.PARTIAL) {
                console.err().println(Console.oneLine(entry.toString()));
            }
        }
        report.notEmbedded().forEach(line -> console.err().println(Console.oneLine("NOT EMBEDDED " + line)));
        PrintWriter out = console.out();
        out.println(String.format(
                Locale.ROOT,
                "%d files new, %d changed, %d as before, %d gone; %d partly read, %d skipped, %d failed%s",
                report.added(),
                report.updated(),
                report.unchanged(),
                report.removed(),
                report.files().count(Verdict.PARTIAL),
                report.files().count(Verdict.SKIPPED) - report.unchanged(),
                report.failed(),
                end));
        new TreeMap<>(report.skipped())
                .forEach((modality, count) -> out.println(
                        count + " passages of " + modality.id() + " skipped: the model does not read them"));
        if (report.truncated() > 0) {
            out.println(report.truncated() + " passages are longer than the model reads");
        }
    }
}
