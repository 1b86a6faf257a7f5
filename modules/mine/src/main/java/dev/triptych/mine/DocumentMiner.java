package dev.triptych.mine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.triptych.data.RowWriter;
import dev.triptych.data.Tally;
import dev.triptych.ingest.FileResult;
import dev.triptych.ingest.Ingest;
import dev.triptych.ingest.IngestReport;
import dev.triptych.ingest.Settings;
import dev.triptych.ingest.Verdict;
import dev.triptych.space.Picture;
import dev.triptych.space.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Pairs out of documents of any kind that Tika reads. Rows are {@code {kind, file, anchor, text}} or {@code {kind, file, anchor, image}},
 * the image's path relative to the folder of {@code out}; the kind is {@code title}, {@code heading} or {@code figure}.
 */
public final class DocumentMiner {
    private static final double LETTERS = 0.6;

    private final Rules rules;
    private final Figures figures;
    private final Tally dropped = new Tally();
    private final List<ObjectNode> rows = new ArrayList<>();
    private final Set<String> pairs = new HashSet<>();
    private final Map<String, Set<String>> filesOfHeading = new HashMap<>();
    private int seen;

    /**
     * What is kept.
     *
     * @param minAnchorWords a title, heading or caption of fewer words says nothing by itself
     * @param minTextWords shortest paragraph
     * @param maxFiles a heading that stands in more files ("Related work") says nothing either
     */
    public record Rules(int minAnchorWords, int minTextWords, int maxFiles) {
        public static final Rules STANDARD = new Rules(2, 8, 3);
    }

    private DocumentMiner(Rules rules, Figures figures) {
        this.rules = rules;
        this.figures = figures;
    }

    /** @param figures folder for the pictures that are taken out of documents */
    public static MineReport mine(
            List<Path> paths, Settings settings, Rules rules, Path out, Path figures, Progress progress) {
        DocumentMiner miner = new DocumentMiner(rules, new Figures(figures, out));
        IngestReport read;
        try (Ingest ingest = Ingest.with(settings)) {
            read = ingest.walk(paths, miner::file, progress);
        }
        int[] kept = {0};
        Map<String, Double> kinds = new LinkedHashMap<>();
        RowWriter.write(out, writer -> {
            for (ObjectNode row : miner.rows) {
                String anchor = row.path("anchor").asText();
                Set<String> files = miner.filesOfHeading.getOrDefault(Words.key(anchor), Set.of());
                if (files.size() > rules.maxFiles()) {
                    miner.dropped.leave(
                            "a heading that stands in more than " + rules.maxFiles() + " files",
                            row.path("file").asText() + ": " + Words.shown(anchor));
                } else {
                    kept[0]++;
                    kinds.merge(row.path("kind").asText() + " pairs", 1.0, Double::sum);
                    writer.add(row);
                }
            }
        });
        Map<String, Double> more = new LinkedHashMap<>(kinds);
        more.put("files", (double) read.files());
        more.put("files that could not be read", (double) read.count(Verdict.FAILED));
        return new MineReport(miner.seen, kept[0], miner.dropped, more);
    }

    private void file(FileResult file) {
        DocumentPairs.All all = DocumentPairs.of(file);
        all.found().forEach(found -> one(file, found));
        for (DocumentPairs.Unpaired place : all.unpaired()) {
            seen += place.pictures();
            for (int i = 0; i < place.pictures(); i++) {
                dropped.leave(
                        place.captions() == 0 ? "a figure without a caption" : "not one caption for each figure",
                        place.at() + ": " + place.pictures() + " pictures, " + place.captions() + " captions");
            }
        }
    }

    private void one(FileResult file, DocumentPairs.Found found) {
        seen++;
        String anchor = Words.key(found.anchor());
        String fault = fault(found, anchor);
        if (!fault.isEmpty()) {
            dropped.leave(fault, found.at() + ": " + Words.shown(found.anchor()));
            return;
        }
        ObjectNode row = JsonNodeFactory.instance
                .objectNode()
                .put("kind", found.kind())
                .put("file", found.at())
                .put("anchor", found.anchor().strip());
        if (found.picture().isPresent()) {
            Picture picture = found.picture().get();
            row.put("image", figures.write(picture));
        } else {
            row.put("text", found.text());
        }
        if (found.kind().equals("heading")) {
            filesOfHeading
                    .computeIfAbsent(anchor, k -> new HashSet<>())
                    .add(file.file().toString());
        }
        rows.add(row);
    }

    private String fault(DocumentPairs.Found found, String anchor) {
        boolean figure = found.picture().isPresent();
        if (Words.count(found.anchor()) < rules.minAnchorWords()) {
            return "a " + found.kind() + " of too few words";
        }
        if (!letters(found.anchor())) {
            return "a " + found.kind() + " that is not mostly letters";
        }
        if (!figure && Words.count(found.text()) < rules.minTextWords()) {
            return "a paragraph of too few words";
        }
        if (!figure && !letters(found.text())) {
            return "a paragraph that is not mostly letters";
        }
        String other = figure ? found.at() : Words.key(found.text());
        if (other.equals(anchor)) {
            return "the same text on both sides";
        }
        return pairs.add(anchor + "\u0000" + other) ? "" : "the same pair again";
    }

    private static boolean letters(String text) {
        long all = text.codePoints().filter(c -> !Character.isWhitespace(c)).count();
        long letters = text.codePoints()
                .filter(c -> Character.isLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK)
                .count();
        return letters >= LETTERS * all;
    }
}
