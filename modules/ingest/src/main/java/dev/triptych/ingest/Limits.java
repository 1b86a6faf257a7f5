package dev.triptych.ingest;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What a file may cost inside the worker.
 *
 * @param textChars characters of text from one file
 * @param depth files inside files
 * @param parts files inside one file, at all depths
 * @param ratio bytes inside, or characters of text, to the bytes of the file
 * @param bytes bytes inside one file, at all depths
 * @param pictureBytes of one picture inside a document
 * @param picturesBytes of all pictures inside a document
 * @param pictures pictures inside a document
 */
record Limits(
        int textChars,
        int depth,
        int parts,
        int ratio,
        long bytes,
        int pictureBytes,
        long picturesBytes,
        int pictures) {

    /** Below this many bytes or characters a high ratio harms nobody. The same number as in Tika's SecureContentHandler. */
    static final int RATIO_FLOOR = 1_000_000;

    static final Limits DEFAULT = new Limits(10_000_000, 10, 10_000, 100, 512L << 20, 16 << 20, 64L << 20, 500);

    Limits withTextChars(int chars) {
        return new Limits(chars, depth, parts, ratio, bytes, pictureBytes, picturesBytes, pictures);
    }

    long allowedFor(long fileBytes) {
        return Math.max(RATIO_FLOOR, fileBytes * ratio);
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(textChars);
        out.writeInt(depth);
        out.writeInt(parts);
        out.writeInt(ratio);
        out.writeLong(bytes);
        out.writeInt(pictureBytes);
        out.writeLong(picturesBytes);
        out.writeInt(pictures);
    }

    static Limits read(DataInput in) throws IOException {
        return new Limits(
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readLong(),
                in.readInt(),
                in.readLong(),
                in.readInt());
    }
}
