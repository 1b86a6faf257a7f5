package dev.triptych.data;

import com.fasterxml.jackson.databind.JsonNode;
import dev.triptych.space.Content;
import dev.triptych.space.Modality;
import dev.triptych.space.Progress;
import dev.triptych.train.Pair;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Pairs that stand in rows, one row or several languages of it to a number. Rows stay on disk and are parsed when they are drawn; in
 * memory are 12 to 17 bytes a pair.
 */
final class RowPairs implements CheckedPairs {
    private final RowSettings settings;
    private final Modality anchors;
    private final Modality positives;
    private final RowTable table;
    private final RowCheck.Found found;

    private RowPairs(RowSettings settings, Modality anchors, Modality positives, RowTable table, RowCheck.Found found) {
        this.settings = settings;
        this.anchors = anchors;
        this.positives = positives;
        this.table = table;
        this.found = found;
    }

    static RowPairs open(RowSettings settings, Modality anchors, Modality positives, Path cache, Progress progress) {
        RowTable table = new RowTable();
        try {
            RowCheck check = new RowCheck(settings, anchors, positives, table);
            settings.files().forEach(file -> check.file(file, cache, progress));
            RowCheck.Found found = check.finish();
            found.report().require(settings.where(), settings.maxBad());
            return new RowPairs(settings, anchors, positives, table, found);
        } catch (RuntimeException e) {
            table.close();
            throw e;
        }
    }

    @Override
    public DataReport report() {
        return found.report();
    }

    @Override
    public int size() {
        return table.size();
    }

    @Override
    public Pair draw(int index, RandomGenerator random) {
        JsonNode row = table.row(index);
        RowFile file = table.fileOf(index);
        Columns.Cut cut;
        try {
            cut = settings.columns().cut(row);
        } catch (BadRow e) {
            throw RowTable.changed(file, e.reason());
        }
        int text = settings.together()
                ? found.texts()[index] & 0xff
                : random.nextInt(cut.anchors().size());
        int have = cut.negatives().size();
        if (text >= cut.anchors().size() || have < found.negatives()) {
            throw RowTable.changed(file, "a row with fewer texts");
        }
        Side a = settings.side(anchors, file.path());
        Side p = settings.side(positives, file.path());
        String positive = cut.positives().get(random.nextInt(cut.positives().size()));
        int[] chosen = chosen(have, found.negatives(), random);
        List<Content> negatives = new ArrayList<>(chosen.length);
        for (int n : chosen) {
            negatives.add(p.content(cut.negatives().get(n), row));
        }
        return new Pair(
                a.content(cut.anchors().get(text), row),
                p.content(positive, row),
                group(index),
                List.copyOf(negatives),
                targets(cut.targets(), chosen));
    }

    /** So many of those that there are: all in their order, or any in any order. */
    private static int[] chosen(int have, int wanted, RandomGenerator random) {
        int[] all = new int[have];
        for (int i = 0; i < have; i++) {
            all[i] = i;
        }
        if (wanted == have) {
            return all;
        }
        for (int i = 0; i < wanted; i++) {
            int other = i + random.nextInt(have - i);
            int kept = all[i];
            all[i] = all[other];
            all[other] = kept;
        }
        return Arrays.copyOf(all, wanted);
    }

    /** A teacher's score goes with the negative that it is about. */
    private List<Float> targets(List<Float> all, int[] chosen) {
        if (settings.columns().teacher().isEmpty()
                || settings.columns().negatives().isEmpty()) {
            return List.copyOf(all);
        }
        List<Float> targets = new ArrayList<>(chosen.length + 1);
        targets.add(all.get(0));
        for (int n : chosen) {
            targets.add(all.get(n + 1));
        }
        return List.copyOf(targets);
    }

    @Override
    public long group(int index) {
        return found.groups()[index];
    }

    @Override
    public long kin(int index) {
        return settings.together() ? group(index) : found.kin().length == 0 ? 0 : found.kin()[index];
    }

    @Override
    public boolean together() {
        return settings.together();
    }

    @Override
    public int negatives() {
        return found.negatives();
    }

    @Override
    public double maxBad() {
        return settings.maxBad();
    }

    @Override
    public int targets() {
        return found.targets();
    }

    @Override
    public Modality anchors() {
        return anchors;
    }

    @Override
    public Modality positives() {
        return positives;
    }

    @Override
    public void close() {
        table.close();
    }
}
