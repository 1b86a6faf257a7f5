package dev.triptych.nn;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs the kernels' program text into a TorchScript archive in memory.
 *
 * <p>A TorchScript archive is a zip of stored entries: the program text, a version, an empty table of constants and a pickle that
 * makes one instance of the class. Nothing of it needs Python.
 */
final class KernelArchive {
    private static final String ROOT = "ops/";
    /** A protocol-2 pickle of the empty tuple. */
    private static final byte[] NO_CONSTANTS = {(byte) 0x80, 2, 0x29, 0x2e};

    private KernelArchive() {}

    static byte[] bytes() {
        return archive(source("kernels.py"));
    }

    /**
     * The same kernels, whose linear layers compute in eight bits if their weights are packed for it. An archive of its own: its operations are
     * missing from PyTorch's builds without oneDNN, and an archive that names an operation that is not there is not loaded at all.
     */
    static byte[] int8() {
        String source = source("kernels.py");
        int line = source.indexOf("  def line(");
        int next = source.indexOf("  def ", line + 1);
        return archive(source.substring(0, line) + source("int8.py") + source.substring(next));
    }

    private static String source(String name) {
        try (InputStream in = KernelArchive.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the jar of triptych-shared");
            }
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] archive(String source) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                zip.setMethod(ZipOutputStream.STORED);
                entry(zip, "data.pkl", instance());
                entry(zip, "code/__torch__.py", source.getBytes(StandardCharsets.US_ASCII));
                entry(zip, "constants.pkl", NO_CONSTANTS);
                entry(zip, "version", "10\n".getBytes(StandardCharsets.US_ASCII));
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A protocol-2 pickle of an instance of {@code __torch__.Ops} whose state is {@code {"training": False}}. */
    private static byte[] instance() throws IOException {
        ByteArrayOutputStream p = new ByteArrayOutputStream();
        p.write(new byte[] {(byte) 0x80, 2});
        p.write("c__torch__\nOps\n".getBytes(StandardCharsets.US_ASCII));
        p.write(new byte[] {0x71, 0, 0x29, (byte) 0x81, 0x7d, 0x28, 0x58, 8, 0, 0, 0});
        p.write("training".getBytes(StandardCharsets.US_ASCII));
        p.write(new byte[] {0x71, 1, (byte) 0x89, 0x75, 0x62, 0x71, 2, 0x2e});
        return p.toByteArray();
    }

    private static void entry(ZipOutputStream zip, String name, byte[] data) throws IOException {
        ZipEntry entry = new ZipEntry(ROOT + name);
        CRC32 crc = new CRC32();
        crc.update(data);
        entry.setSize(data.length);
        entry.setCompressedSize(data.length);
        entry.setCrc(crc.getValue());
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(data);
        zip.closeEntry();
    }
}
