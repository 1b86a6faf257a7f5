package dev.triptych.ingest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What the worker tells: a length, a kind and the fields. Documents are numbered within one file, the file itself is 0, so that
 * what came before a crash is not lost.
 */
sealed interface Frame {
    /** No frame is larger: a picture at its limit and its names. */
    int MAX_BYTES = 64 << 20;

    /** The worker has started. */
    record Ready() implements Frame {}

    /** A file, or a file inside a file, begins. {@code plain}: its text is exact, with its own lines. */
    record Document(int id, int parent, String name, String type, boolean plain) implements Frame {}

    record Chars(int document, String text) implements Frame {}

    /** From this offset on the page is {@code page} (0: none) and the nearest heading is {@code section}. */
    record Mark(int document, int offset, int page, String section) implements Frame {}

    /** A picture is shown at this place; {@code key} is its name or relation inside the container. */
    record Anchor(int document, String key, int page, String alt) implements Frame {}

    record Embedded(int document, String name, String relation, String type, int page, byte[] bytes) implements Frame {}

    record Note(int document, Reason reason, String detail) implements Frame {}

    /** A picture inside was left out. */
    record Dropped(int document, String name) implements Frame {}

    record Done() implements Frame {}

    static void write(DataOutputStream out, Frame frame) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        DataOutputStream d = new DataOutputStream(bytes);
        if (frame instanceof Ready) {
            d.writeByte(0);
        } else if (frame instanceof Document f) {
            d.writeByte(1);
            d.writeInt(f.id);
            d.writeInt(f.parent);
            string(d, f.name);
            string(d, f.type);
            d.writeBoolean(f.plain);
        } else if (frame instanceof Chars f) {
            d.writeByte(2);
            d.writeInt(f.document);
            chars(d, f.text);
        } else if (frame instanceof Mark f) {
            d.writeByte(3);
            d.writeInt(f.document);
            d.writeInt(f.offset);
            d.writeInt(f.page);
            string(d, f.section);
        } else if (frame instanceof Anchor f) {
            d.writeByte(4);
            d.writeInt(f.document);
            string(d, f.key);
            d.writeInt(f.page);
            string(d, f.alt);
        } else if (frame instanceof Embedded f) {
            d.writeByte(5);
            d.writeInt(f.document);
            string(d, f.name);
            string(d, f.relation);
            string(d, f.type);
            d.writeInt(f.page);
            d.writeInt(f.bytes.length);
            d.write(f.bytes);
        } else if (frame instanceof Note f) {
            d.writeByte(6);
            d.writeInt(f.document);
            string(d, f.reason.name());
            string(d, f.detail);
        } else if (frame instanceof Dropped f) {
            d.writeByte(7);
            d.writeInt(f.document);
            string(d, f.name);
        } else {
            d.writeByte(8);
        }
        out.writeInt(bytes.size());
        bytes.writeTo(out);
    }

    static Frame read(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 1 || length > MAX_BYTES) {
            throw new IOException("worker frame of " + length + " bytes");
        }
        DataInputStream d = new DataInputStream(new ByteArrayInputStream(in.readNBytes(length)));
        byte kind = d.readByte();
        return switch (kind) {
            case 0 -> new Ready();
            case 1 -> new Document(d.readInt(), d.readInt(), string(d), string(d), d.readBoolean());
            case 2 -> new Chars(d.readInt(), chars(d));
            case 3 -> new Mark(d.readInt(), d.readInt(), d.readInt(), string(d));
            case 4 -> new Anchor(d.readInt(), string(d), d.readInt(), string(d));
            case 5 ->
                new Embedded(d.readInt(), string(d), string(d), string(d), d.readInt(), d.readNBytes(d.readInt()));
            case 6 -> new Note(d.readInt(), Reason.valueOf(string(d)), string(d));
            case 7 -> new Dropped(d.readInt(), string(d));
            case 8 -> new Done();
            default -> throw new IOException("worker frame of kind " + kind);
        };
    }

    static void string(DataOutputStream out, String s) throws IOException {
        byte[] bytes = s.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static String string(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    /** UTF-16, because lone surrogates must arrive to be counted and a pair may be split between frames. */
    private static void chars(DataOutputStream out, String s) throws IOException {
        out.write(raw(s));
    }

    private static byte[] raw(String s) {
        byte[] bytes = new byte[2 * s.length()];
        for (int i = 0; i < s.length(); i++) {
            bytes[2 * i] = (byte) (s.charAt(i) >>> 8);
            bytes[2 * i + 1] = (byte) s.charAt(i);
        }
        return bytes;
    }

    private static String chars(DataInputStream in) throws IOException {
        byte[] bytes = in.readAllBytes();
        char[] chars = new char[bytes.length / 2];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = (char) (((bytes[2 * i] & 0xFF) << 8) | (bytes[2 * i + 1] & 0xFF));
        }
        return new String(chars);
    }
}
