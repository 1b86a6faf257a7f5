package dev.triptych.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.space.TriptychException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Named columns of a file of tab-separated columns, or fields of a file of JSON lines: whichever it is. */
final class Rows {
    private Rows() {}

    /** One row: the line it stands on, and the values of the columns that were asked for, in the order of asking. */
    record Row(int line, List<String> cells) {
        String cell(int column) {
            return cells.get(column);
        }
    }

    /**
     * The usable rows.
     *
     * @param columns wanted; a field of JSON has to be text, a number, or true or false
     * @param where columns and the values they must have, such as {@code de}, or {@code de|fr} for one of several
     * @param bad takes the rows of another shape
     * @throws TriptychException if a column is missing; it names those that are there
     */
    static List<Row> read(DataFile file, List<String> columns, Map<String, String> where, BadRows bad) {
        boolean json = !file.lines().isEmpty() && file.lines().get(0).startsWith("{");
        return json ? objects(file, columns, where, bad) : cells(file, columns, where, bad);
    }

    /** Rows by the value of one column, in the order of first appearance; with no such column all under the empty name. */
    static Map<String, List<Row>> groups(List<Row> rows, int column) {
        return rows.stream()
                .collect(Collectors.groupingBy(
                        r -> column < 0 ? "" : r.cell(column).isEmpty() ? "(empty)" : r.cell(column),
                        LinkedHashMap::new,
                        Collectors.toList()));
    }

    /** {@code " with lang=en, split=test"}, or nothing. */
    static String with(Map<String, String> where) {
        return where.isEmpty()
                ? ""
                : where.entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining(", ", " with ", ""));
    }

    private static List<Row> cells(DataFile file, List<String> columns, Map<String, String> where, BadRows bad) {
        if (file.lines().isEmpty()) {
            throw new TriptychException(
                    file.path().toString(),
                    "an empty file",
                    "a header line and rows",
                    "check that this is the right file");
        }
        String first = file.lines().get(0);
        List<String> header = List.of((first.startsWith("\ufeff") ? first.substring(1) : first).split("\t", -1));
        int[] wanted = columns.stream().mapToInt(c -> column(file, header, c)).toArray();
        Map<Integer, String> required = new TreeMap<>();
        where.forEach((name, value) -> required.put(column(file, header, name), value));
        List<Row> rows = new ArrayList<>();
        for (int n = 2; n <= file.lines().size(); n++) {
            String line = file.lines().get(n - 1);
            if (line.isEmpty()) {
                continue;
            }
            String[] cells = line.split("\t", -1);
            if (cells.length != header.size()) {
                bad.add(n, cells.length + " cells, not " + header.size());
            } else if (required.entrySet().stream().allMatch(w -> isOne(cells[w.getKey()], w.getValue()))) {
                rows.add(new Row(n, IntStream.of(wanted).mapToObj(c -> cells[c]).toList()));
            }
        }
        return rows;
    }

    /** Whether a cell has one of the values that {@code a|b} allows. */
    static boolean isOne(String cell, String allowed) {
        return List.of(allowed.split("\\|", -1)).contains(cell);
    }

    private static int column(DataFile file, List<String> header, String name) {
        int index = header.indexOf(name);
        if (index < 0) {
            throw new TriptychException(
                    file.path().toString(),
                    "the columns " + String.join(", ", header),
                    "a column '" + name + "'",
                    "name one that is there");
        }
        return index;
    }

    private static List<Row> objects(DataFile file, List<String> columns, Map<String, String> where, BadRows bad) {
        ObjectMapper mapper = new ObjectMapper();
        List<String> unseen = new ArrayList<>(where.keySet());
        List<String> there = List.of();
        List<Row> rows = new ArrayList<>();
        for (int n = 1; n <= file.lines().size(); n++) {
            String line = file.lines().get(n - 1);
            if (line.isBlank()) {
                continue;
            }
            JsonNode row;
            try {
                row = mapper.readTree(line);
            } catch (JsonProcessingException e) {
                bad.add(n, "not JSON");
                continue;
            }
            there = there.isEmpty() ? JsonRows.names(row) : there;
            unseen.removeIf(row::has);
            if (!where.entrySet().stream()
                    .allMatch(w -> isOne(row.path(w.getKey()).asText(), w.getValue()))) {
                continue;
            }
            List<String> lacking =
                    columns.stream().filter(c -> !row.path(c).isValueNode()).toList();
            if (lacking.isEmpty()) {
                rows.add(new Row(
                        n, columns.stream().map(c -> row.path(c).asText()).toList()));
            } else {
                bad.add(n, JsonRows.lacks(row, lacking));
            }
        }
        if (!unseen.isEmpty()) {
            throw new TriptychException(
                    file.path().toString(),
                    "the fields " + String.join(", ", there),
                    "a field '" + unseen.get(0) + "'",
                    "name one that is there");
        }
        return rows;
    }
}
