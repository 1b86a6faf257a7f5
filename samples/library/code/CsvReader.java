package harbour.text;

import java.util.ArrayList;
import java.util.List;

/** Splits lines of comma-separated values into cells, with quotes as RFC 4180 has them. */
public final class CsvReader {
    private final char separator;

    public CsvReader(char separator) {
        this.separator = separator;
    }

    /** Parses one line; a cell in quotation marks may hold separators and doubled quotation marks. */
    public List<String> parseLine(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
