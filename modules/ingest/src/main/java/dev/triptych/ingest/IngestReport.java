package dev.triptych.ingest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What became of everything that a run met: each file is counted once, and each that is not wholly in is named with its reason. */
public final class IngestReport {
    private final Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    private final Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);
    private final List<Entry> entries = new ArrayList<>();
    private int passages;
    private int replacedChars;
    private int droppedPictures;
    private int lineFallbacks;
    private String firstFallback = "";

    /** A file or folder that is not wholly in. A folder that was left out stands for all below it. */
    public record Entry(Path path, Verdict verdict, Reason reason, String detail) {
        @Override
        public String toString() {
            return verdict + " " + path + ": " + reason.words() + (detail.isEmpty() ? "" : ": " + detail);
        }
    }

    void add(FileResult result) {
        counts.merge(result.verdict(), 1, Integer::sum);
        reasons.merge(result.reason(), 1, Integer::sum);
        passages += result.passages().size();
        replacedChars += result.counts().replacedChars();
        droppedPictures += result.counts().droppedPictures();
        lineFallbacks += result.counts().lineFallbacks();
        if (result.counts().lineFallbacks() > 0 && firstFallback.isEmpty()) {
            firstFallback = result.file() + ": " + result.detail();
        }
        if (result.verdict() != Verdict.OK) {
            entries.add(new Entry(result.file(), result.verdict(), result.reason(), result.detail()));
        }
    }

    /** Files with this verdict. */
    public int count(Verdict verdict) {
        return counts.getOrDefault(verdict, 0);
    }

    /** Files with this reason. */
    public int count(Reason reason) {
        return reasons.getOrDefault(reason, 0);
    }

    /** Files and left-out folders altogether. */
    public int files() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    public int passages() {
        return passages;
    }

    public int replacedChars() {
        return replacedChars;
    }

    public int droppedPictures() {
        return droppedPictures;
    }

    public int lineFallbacks() {
        return lineFallbacks;
    }

    /** Everything that is not wholly in, in the order it was met. */
    public List<Entry> entries() {
        return Collections.unmodifiableList(entries);
    }

    /** One line for each verdict that occurred, with its reasons. */
    @Override
    public String toString() {
        StringBuilder s = new StringBuilder(files() + " files, " + passages + " passages\n");
        counts.forEach((verdict, n) -> {
            Map<String, Integer> why = new TreeMap<>();
            entries.stream()
                    .filter(e -> e.verdict == verdict)
                    .forEach(e -> why.merge(e.reason.words(), 1, Integer::sum));
            s.append(verdict).append(' ').append(n);
            why.forEach(
                    (words, times) -> s.append("; ").append(times).append(' ').append(words));
            s.append('\n');
        });
        if (lineFallbacks > 0) {
            s.append(lineFallbacks)
                    .append(" sources did not parse and were cut by lines; the first is ")
                    .append(firstFallback)
                    .append('\n');
        }
        return s.toString();
    }
}
