package dev.triptych.evaluate;

import dev.triptych.space.TriptychException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A file of tab-separated columns under a header line, without quoting.
 *
 * @param file what it was read from
 * @param columns names in the header
 */
record Table(DataFile file, List<String> columns) {

    /** The cells of one row, and the line it stands on. */
    record Row(int line, String[] cells) {}

    static Table of(DataFile file) {
        if (file.lines().isEmpty()) {
            throw new TriptychException(
                    file.path().toString(),
                    "an empty file",
                    "a header line and rows",
                    "check that this is the right file");
        }
        String header = file.lines().get(0);
        return new Table(file, List.of((header.startsWith("\ufeff") ? header.substring(1) : header).split("\t", -1)));
    }

    /** Index of a column; the error names those that are there. */
    int column(String name) {
        int index = columns.indexOf(name);
        if (index < 0) {
            throw new TriptychException(
                    file.path().toString(),
                    "the columns " + String.join(", ", columns),
                    "a column '" + name + "'",
                    "name one that is there");
        }
        return index;
    }

    /** Rows whose cells equal all of {@code where}; rows with another number of cells go to {@code bad}. */
    List<Row> rows(Map<String, String> where, BadRows bad) {
        List<Row> rows = new ArrayList<>();
        Map<Integer, String> wanted = new TreeMap<>();
        where.forEach((name, value) -> wanted.put(column(name), value));
        for (int n = 2; n <= file.lines().size(); n++) {
            String line = file.lines().get(n - 1);
            if (line.isEmpty()) {
                continue;
            }
            String[] cells = line.split("\t", -1);
            if (cells.length != columns.size()) {
                bad.add(n, cells.length + " cells, not " + columns.size());
            } else if (wanted.entrySet().stream().allMatch(w -> cells[w.getKey()].equals(w.getValue()))) {
                rows.add(new Row(n, cells));
            }
        }
        return rows;
    }
}
