package dev.triptych.library;

import dev.triptych.ingest.IngestReport;
import dev.triptych.ingest.Reason;
import dev.triptych.ingest.Verdict;
import dev.triptych.space.Modality;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@link Library#add} did.
 *
 * @param files the verdict of every file that was met
 * @param added files that are new in the library
 * @param updated files whose content had changed
 * @param unchanged files that were left as they were
 * @param removed files that are gone, or have nothing to search any more
 * @param passages passages that were embedded
 * @param reused passages whose content had been embedded before, in another place or another state of the file
 * @param truncated passages of which the model saw only the beginning
 * @param skipped passages of the kinds that the model does not read, which are not in the library
 * @param notEmbedded passages that the model could not read, with the reason
 */
public record AddReport(
        IngestReport files,
        int added,
        int updated,
        int unchanged,
        int removed,
        int passages,
        int reused,
        int truncated,
        Map<Modality, Integer> skipped,
        List<String> notEmbedded) {

    public AddReport {
        skipped = Map.copyOf(skipped);
        notEmbedded = List.copyOf(notEmbedded);
    }

    /** Files that should have been read and were not. */
    public int failed() {
        return files.count(Verdict.FAILED);
    }

    /** One line of counts, then one for each file that is not wholly in and each passage that is not. */
    @Override
    public String toString() {
        StringBuilder s = new StringBuilder();
        s.append(added).append(" files added, ");
        s.append(updated).append(" updated, ");
        s.append(unchanged).append(" unchanged, ");
        s.append(removed).append(" removed, ");
        s.append(failed()).append(" failed; ");
        s.append(passages).append(" passages embedded, ");
        s.append(reused).append(" known from before, ");
        s.append(truncated).append(" of them cut at the model's length");
        new TreeMap<>(skipped).forEach((modality, n) -> s.append("\nSKIPPED ")
                .append(n)
                .append(" passages of ")
                .append(modality.id())
                .append(", which the model does not read"));
        for (IngestReport.Entry e : files.entries()) {
            if (e.reason() != Reason.UNCHANGED) {
                s.append('\n').append(e);
            }
        }
        for (String passage : notEmbedded) {
            s.append("\nNOT EMBEDDED ").append(passage);
        }
        return s.toString();
    }
}
