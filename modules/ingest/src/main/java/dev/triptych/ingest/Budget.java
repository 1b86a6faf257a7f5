package dev.triptych.ingest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What one file has used of its {@link Limits}; once a limit is struck everything stops. */
final class Budget {
    private final Limits limits;
    private final long fileBytes;
    private long chars;
    private long bytes;
    private int parts;
    private int pictures;
    private long pictureBytes;
    private Reason struck = Reason.NONE;
    private String detail = "";

    Budget(Limits limits, long fileBytes) {
        this.limits = limits;
        this.fileBytes = fileBytes;
    }

    Reason struck() {
        return struck;
    }

    String detail() {
        return detail;
    }

    Limits limits() {
        return limits;
    }

    /** Text is about to be kept. */
    void text(int count) throws ParseLimitException {
        if (struck != Reason.NONE) {
            throw new ParseLimitException(detail);
        }
        chars += count;
        if (chars > limits.allowedFor(fileBytes)) {
            strike(
                    Reason.LIMIT,
                    chars + " characters from " + fileBytes + " bytes, more than " + limits.ratio() + " to one");
            throw new ParseLimitException(detail);
        }
        if (chars > limits.textChars()) {
            strike(Reason.TRUNCATED, "after " + limits.textChars() + " characters");
            throw new ParseLimitException(detail);
        }
    }

    /** How many more characters would be kept. */
    int room() {
        return (int) Math.max(0, limits.textChars() - chars);
    }

    /** A file inside is about to be opened at this depth; false when that is one too many. */
    boolean part(int depth) {
        if (struck != Reason.NONE) {
            return false;
        }
        if (depth > limits.depth()) {
            strike(Reason.LIMIT, "files inside files deeper than " + limits.depth());
        } else if (++parts > limits.parts()) {
            strike(Reason.LIMIT, "more than " + limits.parts() + " files inside");
        }
        return struck == Reason.NONE;
    }

    boolean picture(long size) {
        if (size > limits.pictureBytes()
                || pictures >= limits.pictures()
                || pictureBytes + size > limits.picturesBytes()) {
            return false;
        }
        pictures++;
        pictureBytes += size;
        return true;
    }

    /** The stream of a file inside, whose bytes count. */
    InputStream counted(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                int b = super.read();
                count(b < 0 ? 0 : 1);
                return b;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int n = super.read(buffer, offset, length);
                count(Math.max(0, n));
                return n;
            }

            @Override
            public void close() {
                // the container's parser owns the stream
            }
        };
    }

    private void count(int n) throws IOException {
        bytes += n;
        if (struck != Reason.NONE) {
            throw new IOException(detail);
        }
        if (bytes > limits.bytes()) {
            strike(Reason.LIMIT, "more than " + limits.bytes() + " bytes inside");
        } else if (bytes > limits.allowedFor(fileBytes)) {
            strike(Reason.LIMIT, bytes + " bytes inside " + fileBytes + ", more than " + limits.ratio() + " to one");
        } else {
            return;
        }
        throw new IOException(detail);
    }

    void strike(Reason reason, String why) {
        if (struck == Reason.NONE) {
            struck = reason;
            detail = why;
        }
    }
}
