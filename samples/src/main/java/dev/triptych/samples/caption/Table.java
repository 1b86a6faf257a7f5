package dev.triptych.samples.caption;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Word forms by enum constant: one line each, the cells separated by bars, {@code STAR | m | Stern | Sterne | Sternen}. */
final class Table<K extends Enum<K>> {
    private final Map<K, List<String>> rows;

    private Table(Map<K, List<String>> rows) {
        this.rows = rows;
    }

    /** Reads a table; every constant must have a row, and all rows the same number of cells. */
    static <K extends Enum<K>> Table<K> of(Class<K> keys, int cells, String text) {
        Map<K, List<String>> rows = new EnumMap<>(keys);
        text.lines().filter(line -> !line.isBlank()).forEach(line -> {
            List<String> parts =
                    Arrays.stream(line.split("\\|")).map(String::strip).toList();
            if (parts.size() != cells + 1) {
                throw new IllegalArgumentException(line + ": " + (parts.size() - 1) + " cells, expected " + cells);
            }
            rows.put(Enum.valueOf(keys, parts.get(0)), parts.subList(1, parts.size()));
        });
        for (K key : keys.getEnumConstants()) {
            if (!rows.containsKey(key)) {
                throw new IllegalArgumentException("no row for " + key);
            }
        }
        return new Table<>(rows);
    }

    String get(K key, int cell) {
        List<String> row = rows.get(key);
        if (row == null) {
            throw new IllegalStateException("no row for " + key);
        }
        return row.get(cell);
    }
}
