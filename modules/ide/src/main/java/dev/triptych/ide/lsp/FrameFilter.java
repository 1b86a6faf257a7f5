package dev.triptych.ide.lsp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Lets whole frames of a bearable size through and drops the rest: what is between frames, and frames that say they are larger than
 * anybody could hold. What is dropped is told, and reading goes on with the next frame.
 */
final class FrameFilter extends InputStream {
    /** A document is sent whole; nobody edits more than this. */
    static final int LARGEST = 64 << 20;

    private static final int LONGEST_HEADER = 4096;

    private final InputStream source;
    private final Consumer<String> dropped;
    private InputStream frame = InputStream.nullInputStream();

    FrameFilter(InputStream source, Consumer<String> dropped) {
        this.source = source;
        this.dropped = dropped;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
        int read = frame.read(to, from, length);
        while (read < 0 && length > 0) {
            if (!next()) {
                return -1;
            }
            read = frame.read(to, from, length);
        }
        return read;
    }

    /** Reads the next frame that can be believed; false at the end. */
    private boolean next() throws IOException {
        long length = -1;
        while (true) {
            int most = LONGEST_HEADER;
            StringBuilder header = new StringBuilder();
            int b = source.read();
            while (b >= 0 && b != '\n') {
                if (most-- > 0 && b != '\r') {
                    header.append((char) b);
                }
                b = source.read();
            }
            if (b < 0) {
                return false;
            }
            String line = header.toString();
            String lower = line.toLowerCase(Locale.ROOT);
            if (line.isEmpty()) {
                if (length >= 0 && let(length)) {
                    return true;
                }
                length = -1;
            } else if (lower.startsWith("content-length:")) {
                length = number(line.substring("content-length:".length()).strip());
            } else if (!lower.startsWith("content-type:")) {
                dropped.accept("standard input: found " + quoted(line)
                        + ", expected a header such as Content-Length: 120; it is ignored");
            }
        }
    }

    private long number(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            dropped.accept(
                    "standard input: found Content-Length " + quoted(digits) + ", expected a number; it is ignored");
            return -1;
        }
    }

    /** Whether the frame is handed on. Its bytes are asked for as they come, so a frame that only says it is large takes no memory. */
    private boolean let(long length) throws IOException {
        if (length > LARGEST) {
            dropped.accept("standard input: found a message of " + length + " bytes, expected at most " + LARGEST
                    + "; it is skipped");
            for (long left = length; left > 0; ) {
                long skipped = source.skip(left);
                if (skipped <= 0 && source.read() < 0) {
                    return false;
                }
                left -= Math.max(1, skipped);
            }
            return false;
        }
        byte[] body = source.readNBytes((int) length);
        if (body.length < length) {
            return false;
        }
        byte[] head = ("Content-Length: " + length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] whole = new byte[head.length + body.length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        frame = new ByteArrayInputStream(whole);
        return true;
    }

    private static String quoted(String text) {
        String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
        return "'" + shown.replaceAll("\\p{Cntrl}", "?") + "'";
    }
}
