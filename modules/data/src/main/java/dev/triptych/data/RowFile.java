package dev.triptych.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.triptych.space.Progress;
import dev.triptych.space.TriptychException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file of rows: JSON lines, TSV or CSV, plain or gzip (known by its first bytes). Every row comes as a JSON object; the cells of a
 * table are its texts. Blank lines are no rows.
 */
public final class RowFile {
    private static final int HEAD = 1 << 13;
    private static final int MEGABYTE = 1 << 20;
    private static final ObjectReader JSON =
            new ObjectMapper().readerFor(JsonNode.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Path path;
    private final Path bytes;
    private final RowFormat format;
    private final char separator;
    private final List<String> header;

    /**
     * Where a row stands.
     *
     * @param line from 1
     * @param offset in the unpacked bytes
     * @param length in bytes, without the line end
     */
    record Place(int line, long offset, int length) {}

    /** Is shown every row of a file. */
    interface Visitor {
        void row(Place place, JsonNode row) throws BadRow;

        void bad(Place place, String reason);
    }

    private RowFile(Path path, Path bytes, RowFormat format, char separator, List<String> header) {
        this.path = path;
        this.bytes = bytes;
        this.format = format;
        this.separator = separator;
        this.header = header;
    }

    /** A file to be read from the beginning to the end. */
    public static RowFile open(Path path) {
        return open(path, path);
    }

    /** A file whose rows can be read again one by one: if it is packed, it is unpacked into the cache first. */
    static RowFile seekable(Path path, Path cache) {
        return open(path, Unpacked.of(path, cache));
    }

    private static RowFile open(Path path, Path bytes) {
        try {
            byte[] head;
            try (InputStream in = stream(bytes)) {
                head = in.readNBytes(HEAD);
            }
            boolean marked = head.length >= 3 && head[0] == (byte) 0xEF && head[1] == (byte) 0xBB;
            head = marked ? Arrays.copyOfRange(head, 3, head.length) : head;
            RowFormat format = RowFormat.of(path, head);
            char separator = format == RowFormat.CSV ? separator(head) : 0;
            List<String> header = List.of();
            if (format != RowFormat.JSONL) {
                try (Records records = new Records(stream(bytes), separator)) {
                    header = header(path, records, format, separator);
                }
            }
            return new RowFile(path, bytes, format, separator, header);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static List<String> header(Path path, Records records, RowFormat format, char separator)
            throws IOException {
        if (!records.next()) {
            throw new TriptychException(
                    path.toString(), "an empty file", "a header line and rows", "check that this is the right file");
        }
        try {
            List<String> names = Cells.of(records.record(), format, separator).stream()
                    .map(String::strip)
                    .toList();
            if (new HashSet<>(names).size() < names.size()) {
                throw new TriptychException(
                        path + ", line 1", String.join(", ", names), "every column once", "rename the second one");
            }
            return names;
        } catch (BadRow e) {
            throw new TriptychException(path + ", line 1", e.reason(), "a header line", "mend it");
        }
    }

    /** Which of comma, semicolon and tab stands most often in the first line, outside quotes. */
    private static char separator(byte[] head) {
        int[] counts = new int[128];
        boolean quoted = false;
        for (byte b : head) {
            if (b == '\n' && !quoted) {
                break;
            }
            quoted ^= b == '"';
            if (b > 0 && !quoted) {
                counts[b]++;
            }
        }
        char most = ',';
        for (char c : new char[] {';', '\t'}) {
            most = counts[c] > counts[most] ? c : most;
        }
        return most;
    }

    private static InputStream stream(Path bytes) throws IOException {
        BufferedInputStream raw = new BufferedInputStream(Files.newInputStream(bytes), 1 << 16);
        return Unpacked.gzip(raw) ? new GZIPInputStream(raw, 1 << 16) : raw;
    }

    /** The file as it was named. */
    public Path path() {
        return path;
    }

    /** The file to read rows from at their offsets. */
    Path bytes() {
        return bytes;
    }

    /** The columns that the header names; none for JSON lines. */
    List<String> header() {
        return header;
    }

    /** Shows all rows in order. */
    void each(Visitor visitor, Progress progress) {
        try (Records records = new Records(stream(bytes), separator);
                Progress.Task bar = progress.start(String.valueOf(path.getFileName()) + " (MB)", megabytes())) {
            if (!header.isEmpty()) {
                records.next();
            }
            long told = 0;
            while (records.next()) {
                if (!records.blank()) {
                    Place place = new Place(records.line(), records.offset(), records.length());
                    try {
                        if (!records.fault().isEmpty()) {
                            throw new BadRow(records.fault());
                        }
                        visitor.row(place, parse(records.record()));
                    } catch (BadRow e) {
                        visitor.bad(place, e.reason());
                    }
                }
                if (records.offset() - told > MEGABYTE) {
                    bar.advance((records.offset() - told) / MEGABYTE);
                    told += (records.offset() - told) / MEGABYTE * MEGABYTE;
                }
            }
            // The last megabyte, begun or whole.
            bar.advance(Math.max(1, megabytes() - told / MEGABYTE));
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private long megabytes() throws IOException {
        // How large a packed file is inside nobody knows.
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(bytes))) {
            return Unpacked.gzip(raw) ? -1 : Math.max(1, (Files.size(bytes) + MEGABYTE - 1) / MEGABYTE);
        }
    }

    /** One record as a row. */
    JsonNode parse(byte[] record) throws BadRow {
        if (format == RowFormat.JSONL) {
            return object(record);
        }
        List<String> cells = Cells.of(record, format, separator);
        if (cells.size() != header.size()) {
            throw new BadRow("more or fewer cells than the header");
        }
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < cells.size(); i++) {
            row.put(header.get(i), cells.get(i));
        }
        return row;
    }

    private static JsonNode object(byte[] record) throws BadRow {
        JsonNode row;
        try {
            row = JSON.readTree(record);
        } catch (JsonProcessingException e) {
            throw new BadRow("not JSON");
        } catch (IOException e) {
            throw new BadRow("not UTF-8");
        }
        if (!row.isObject()) {
            throw new BadRow("no JSON object");
        }
        return row;
    }

    static List<String> names(JsonNode row) {
        List<String> names = new ArrayList<>();
        row.fieldNames().forEachRemaining(names::add);
        return names;
    }

    static TriptychException unreadable(Path path, IOException e) {
        if (e instanceof NoSuchFileException) {
            return new TriptychException(path.toString(), "no such file", "a file of rows", "check the path");
        }
        if (e instanceof EOFException || e instanceof ZipException) {
            return new TriptychException(
                    path.toString(), "gzip that breaks off or is damaged", "a whole .gz file", "fetch the file again");
        }
        return new TriptychException(path + ": cannot be read: " + e, e);
    }
}
