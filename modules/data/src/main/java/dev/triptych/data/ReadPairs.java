package dev.triptych.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.triptych.space.Content;
import dev.triptych.space.Modality;
import dev.triptych.space.Progress;
import dev.triptych.space.TriptychException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All pairs of a file in memory, with the rows they stand in: what a miner looks through.
 *
 * @param bad rows that cannot be used
 */
public record ReadPairs(List<Item> items, Tally bad) {
    /**
     * Where to look.
     *
     * @param anchor column of the anchor
     * @param positive column of the positive
     * @param where rows to keep, by column
     * @param images where paths of pictures begin
     */
    public record Request(
            Path file,
            String anchor,
            String positive,
            Modality anchors,
            Modality positives,
            Map<String, String> where,
            Path images) {}

    /**
     * A pair.
     *
     * @param at file and line
     * @param row the whole row
     * @param anchorKey text, path or source of the anchor: equal for equal anchors
     */
    public record Item(
            String at, ObjectNode row, String anchorKey, String positiveKey, Content anchor, Content positive) {}

    /** @throws TriptychException if the file or a column is not there, or no row can be used */
    public static ReadPairs read(Request request, Progress progress) {
        RowFile file = RowFile.open(request.file());
        Columns columns =
                new Columns(List.of(request.anchor()), List.of(request.positive()), List.of(), "", List.of(), "", "");
        Set<String> required = columns.names();
        required.addAll(request.where().keySet());
        Side a = Side.of(request.anchors(), request.images());
        Side p = Side.of(request.positives(), request.images());
        Pictures pictures = new Pictures(true);
        List<Item> items = new ArrayList<>();
        Tally bad = new Tally();
        Set<String> met = new HashSet<>(file.header());
        List<String> first = new ArrayList<>(file.header());
        file.each(
                new RowFile.Visitor() {
                    @Override
                    public void row(RowFile.Place place, JsonNode row) throws BadRow {
                        if (first.isEmpty()) {
                            first.addAll(RowFile.names(row));
                        }
                        required.stream()
                                .filter(name -> !Columns.at(row, name).isMissingNode())
                                .forEach(met::add);
                        if (!request.where().entrySet().stream()
                                .allMatch(e ->
                                        Columns.at(row, e.getKey()).asText().equals(e.getValue()))) {
                            return;
                        }
                        Columns.Cut cut = columns.cut(row);
                        String anchor = cut.anchors().get(0);
                        String positive = cut.positives().get(0);
                        if (a.modality() == Modality.IMAGE) {
                            pictures.check(a.file(anchor));
                        }
                        if (p.modality() == Modality.IMAGE) {
                            pictures.check(p.file(positive));
                        }
                        items.add(new Item(
                                request.file() + ", line " + place.line(),
                                (ObjectNode) row,
                                anchor,
                                positive,
                                a.content(anchor, row),
                                p.content(positive, row)));
                    }

                    @Override
                    public void bad(RowFile.Place place, String reason) {
                        bad.leave(reason, request.file() + ", line " + place.line());
                    }
                },
                progress);
        for (String column : required) {
            if (!met.contains(column)) {
                throw Columns.absent(request.file().toString(), column, first);
            }
        }
        if (items.isEmpty()) {
            throw new TriptychException(
                    request.file().toString(),
                    "no usable row" + (bad.count() > 0 ? ": " + String.join("; ", bad.lines()) : ""),
                    "some pairs",
                    "check the columns and --where");
        }
        return new ReadPairs(items, bad);
    }
}
