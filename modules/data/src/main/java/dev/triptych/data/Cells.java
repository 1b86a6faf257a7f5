package dev.triptych.data;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The cells of one record. */
final class Cells {
    private Cells() {}

    static List<String> of(byte[] record, RowFormat format, char separator) throws BadRow {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(record))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadRow("not UTF-8");
        }
        return format == RowFormat.TSV ? List.of(text.split("\t", -1)) : csv(text, separator);
    }

    /** RFC 4180. A quote inside a cell that does not begin with one is a character like any other. */
    private static List<String> csv(String text, char separator) throws BadRow {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        boolean begins = true;
        boolean closed = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c != '"') {
                    cell.append(c);
                } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    cell.append('"');
                    i++;
                } else {
                    quoted = false;
                    closed = true;
                }
            } else if (c == separator) {
                cells.add(cell.toString());
                cell.setLength(0);
                begins = true;
                closed = false;
            } else if (closed) {
                throw new BadRow("characters behind a closing quote");
            } else if (c == '"' && begins) {
                quoted = true;
                begins = false;
            } else {
                cell.append(c);
                begins = false;
            }
        }
        if (quoted) {
            throw new BadRow("a quote that is not closed");
        }
        cells.add(cell.toString());
        return cells;
    }
}
