package dev.triptych.data;

import com.fasterxml.jackson.databind.JsonNode;
import dev.triptych.space.Modality;
import dev.triptych.space.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Goes once through all rows before the run: keeps where the good ones stand, counts the others, finds out which must not meet. */
final class RowCheck {
    private static final int MOST_TEXTS = 256;

    private final RowSettings settings;
    private final Modality anchors;
    private final Modality positives;
    private final RowTable table;
    private final Set<String> required;
    private final Pictures pictures;
    private final Groups grouping = new Groups();
    private final Tally bad = new Tally();
    private final Map<String, String> digests = new LinkedHashMap<>();
    private final Set<String> met = new HashSet<>();
    private Set<String> columns = Set.of();
    private int[] kin = new int[1 << 10];
    private byte[] texts = new byte[1 << 10];
    private int filtered;
    private int fewest = Integer.MAX_VALUE;
    private int targets = -1;

    /**
     * What is known of all pairs.
     *
     * @param groups {@code [pairs]}
     * @param kin {@code [pairs]}, or empty
     * @param texts {@code [pairs]} which of its row's anchors each is, if they come together; else empty
     */
    record Found(DataReport report, int[] groups, int[] kin, byte[] texts, int negatives, int targets) {}

    RowCheck(RowSettings settings, Modality anchors, Modality positives, RowTable table) {
        this.settings = settings;
        this.anchors = anchors;
        this.positives = positives;
        this.table = table;
        this.required = settings.required();
        this.pictures = new Pictures(settings.wholePictures());
    }

    void file(Path path, Path cache, Progress progress) {
        RowFile file = RowFile.seekable(path, cache);
        for (String column : required) {
            if (!file.header().isEmpty() && !file.header().contains(column)) {
                throw Columns.absent(path + ", line 1", column, file.header());
            }
        }
        try {
            digests.put(path.toString(), Digest.of(path));
        } catch (IOException e) {
            throw RowFile.unreadable(path, e);
        }
        table.file(file);
        met.clear();
        columns = new HashSet<>(file.header());
        Side a = settings.side(anchors, path);
        Side p = settings.side(positives, path);
        file.each(
                new RowFile.Visitor() {
                    @Override
                    public void row(RowFile.Place place, JsonNode row) throws BadRow {
                        one(place, row, a, p);
                    }

                    @Override
                    public void bad(RowFile.Place place, String reason) {
                        bad.leave(reason, path + ", line " + place.line());
                    }
                },
                progress);
        for (String column : required) {
            if (file.header().isEmpty() && !met.contains(column)) {
                throw Columns.absent(path.toString(), column, columns);
            }
        }
    }

    private void one(RowFile.Place place, JsonNode row, Side a, Side p) throws BadRow {
        if (columns.isEmpty()) {
            columns = Set.copyOf(RowFile.names(row));
        }
        if (met.size() < required.size()) {
            required.stream()
                    .filter(name -> !Columns.at(row, name).isMissingNode())
                    .forEach(met::add);
        }
        for (Map.Entry<String, Set<String>> wanted : settings.wanted().entrySet()) {
            if (!wanted.getValue().contains(Columns.at(row, wanted.getKey()).asText())) {
                filtered++;
                return;
            }
        }
        Columns.Cut cut = settings.columns().cut(row);
        numbers(cut);
        check(a, cut.anchors());
        check(p, cut.positives());
        check(p, cut.negatives());
        int pairs = settings.together() ? Math.min(MOST_TEXTS, cut.anchors().size()) : 1;
        for (int text = 0; text < pairs; text++) {
            int number = grouping.row();
            table.add(place);
            keys(number, a, cut.anchors());
            keys(number, p, cut.positives());
            if (!settings.columns().group().isEmpty()) {
                grouping.join(
                        number,
                        Groups.key(
                                "group",
                                Columns.at(row, settings.columns().group()).asText()));
            }
            if (number == kin.length) {
                kin = Arrays.copyOf(kin, number + (number >> 1));
                texts = Arrays.copyOf(texts, number + (number >> 1));
            }
            kin[number] = settings.columns().kin().isEmpty()
                    ? 0
                    : Columns.at(row, settings.columns().kin()).asText().hashCode();
            texts[number] = (byte) text;
        }
        // Only now, because a row that is bad after all must not say how many negatives there are.
        fewest = Math.min(fewest, cut.negatives().size());
        targets = cut.targets().size();
    }

    private void numbers(Columns.Cut cut) throws BadRow {
        if (cut.negatives().size() < settings.take()) {
            throw new BadRow("fewer than " + settings.take() + " negatives");
        }
        // With negatives the teacher's scores follow them; without, every row needs as many targets as the first.
        if (settings.columns().negatives().isEmpty()
                && targets >= 0
                && cut.targets().size() != targets) {
            throw new BadRow("another number of teacher's scores than the rows before");
        }
    }

    private void check(Side side, List<String> names) throws BadRow {
        if (side.modality() == Modality.IMAGE) {
            for (String name : names) {
                pictures.check(side.file(name));
            }
        }
    }

    private void keys(int number, Side side, List<String> values) {
        for (String value : values) {
            boolean picture = side.modality() == Modality.IMAGE;
            grouping.join(
                    number,
                    Groups.key(side.modality().id(), picture ? side.file(value).toString() : value));
        }
    }

    Found finish() {
        int[] groups = grouping.finish();
        DataReport report = new DataReport(digests, groups.length, Groups.count(groups), filtered, bad);
        boolean none = settings.columns().negatives().isEmpty() || groups.length == 0;
        int negatives = none ? 0 : settings.take() > 0 ? settings.take() : fewest;
        boolean scores = !settings.columns().teacher().isEmpty()
                && !settings.columns().negatives().isEmpty();
        return new Found(
                report,
                groups,
                settings.columns().kin().isEmpty() ? new int[0] : kin,
                settings.together() ? texts : new byte[0],
                negatives,
                scores ? negatives + 1 : Math.max(0, targets));
    }
}
