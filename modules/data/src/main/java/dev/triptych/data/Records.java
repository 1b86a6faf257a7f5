package dev.triptych.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts a stream of bytes into records: lines, or for CSV rows whose quoted cells may hold line ends. Knows where each begins, so that
 * it can be read again by itself. UTF-8 may be cut at these bytes, because none of them is part of a longer character.
 */
final class Records implements AutoCloseable {
    /** A longer record is none: a quote that is not closed, or a file without line ends. */
    static final int LONGEST = (1 << 24) - 1;
    /** A quoted cell longer than this is taken for one whose quote is not closed. */
    private static final int LONGEST_QUOTED = 1 << 20;

    private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream in;
    private final boolean quotes;
    private final int separator;
    private byte[] bytes = new byte[1 << 16];
    private int filled;
    private int start;
    private int end;
    /** Offset in the stream of {@code bytes[0]}. */
    private long base;

    private int line = 1;
    private int nextLine = 1;
    private String fault = "";
    private int skipped;

    /** @param separator between the cells of CSV, 0 where quotes mean nothing */
    Records(InputStream in, char separator) throws IOException {
        this.in = in;
        this.quotes = separator != 0;
        this.separator = separator;
        boolean more = true;
        while (filled < BOM.length && more) {
            more = more();
        }
        if (filled >= BOM.length && Arrays.equals(bytes, 0, BOM.length, BOM, 0, BOM.length)) {
            end = BOM.length;
        }
    }

    /** Goes to the next record; false at the end. */
    boolean next() throws IOException {
        start = end;
        skipped = 0;
        line = nextLine;
        fault = "";
        boolean quoted = false;
        boolean cellBegins = true;
        int firstEnd = -1;
        int at = start;
        while (true) {
            if (at == filled) {
                int before = start;
                boolean grew = more();
                at -= before - start;
                firstEnd -= firstEnd < 0 ? 0 : before - start;
                if (!grew) {
                    if (quoted) {
                        return unclosed(firstEnd < 0 ? at : firstEnd);
                    }
                    end = at;
                    return end > start || skipped > 0;
                }
            }
            byte b = bytes[at++];
            if (b == '\n') {
                nextLine++;
                if (!quoted) {
                    end = at;
                    return true;
                }
                firstEnd = firstEnd < 0 ? at : firstEnd;
            } else if (quotes) {
                if (b == '"' && quoted) {
                    // Closes the cell; if the next byte is a quote as well, it was one of two and opens it again.
                    quoted = false;
                    cellBegins = true;
                    continue;
                } else if (b == '"' && cellBegins) {
                    quoted = true;
                }
                cellBegins = !quoted && b == separator;
            }
            if (quoted && at - start > LONGEST_QUOTED) {
                return unclosed(firstEnd < 0 ? at : firstEnd);
            }
            if (at - start > LONGEST) {
                fault = "longer than 16 MB";
                skipped += at - start;
                start = at;
            }
        }
    }

    /** Takes the first line alone: the rows behind it are as good as ever. */
    private boolean unclosed(int firstEnd) {
        fault = "a quote that is not closed";
        end = firstEnd;
        nextLine = line + 1;
        return true;
    }

    /** Makes room behind the present record and reads on. */
    private boolean more() throws IOException {
        if (filled == bytes.length) {
            if (start > 0) {
                System.arraycopy(bytes, start, bytes, 0, filled - start);
                base += start;
                filled -= start;
                end -= start;
                start = 0;
            } else {
                bytes = Arrays.copyOf(bytes, bytes.length * 2);
            }
        }
        int read = in.read(bytes, filled, bytes.length - filled);
        filled += Math.max(0, read);
        return read > 0;
    }

    /** What is wrong with the record, or empty. */
    String fault() {
        return fault;
    }

    /** Line on which the record begins, from 1. */
    int line() {
        return line;
    }

    /** Where the record begins in the stream. */
    long offset() {
        return base + start;
    }

    /** Bytes of the record without its line end. */
    int length() {
        int last = end;
        if (last > start && bytes[last - 1] == '\n') {
            last--;
        }
        if (last > start && bytes[last - 1] == '\r') {
            last--;
        }
        return last - start;
    }

    byte[] record() {
        return Arrays.copyOfRange(bytes, start, start + length());
    }

    boolean blank() {
        int length = length();
        for (int i = start; i < start + length; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
                return false;
            }
        }
        return fault.isEmpty();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
