package dev.triptych.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.checkpoint.AtomicFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** JSON lines, as {@code kind: rows} reads them; gzip if the name ends in {@code .gz}. The file appears whole or not at all. */
public final class RowWriter {
    private static final int BUFFER = 1 << 16;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final OutputStream out;

    private RowWriter(OutputStream out) {
        this.out = out;
    }

    /** Gives its rows to the writer. */
    @FunctionalInterface
    public interface Rows {
        void into(RowWriter writer) throws IOException;
    }

    /** Writes one file. */
    public static void write(Path file, Rows rows) {
        AtomicFile.write(file, channel -> {
            OutputStream plain = Channels.newOutputStream(channel);
            if (!file.toString().endsWith(".gz")) {
                OutputStream out = new BufferedOutputStream(plain, BUFFER);
                rows.into(new RowWriter(out));
                out.flush();
                return;
            }
            // Finished here and not closed: the channel is, when its bytes are on the disk.
            GZIPOutputStream packed = new GZIPOutputStream(plain, BUFFER);
            OutputStream out = new BufferedOutputStream(packed, BUFFER);
            rows.into(new RowWriter(out));
            out.flush();
            packed.finish();
        });
    }

    public void add(JsonNode row) throws IOException {
        out.write(JSON.writeValueAsBytes(row));
        out.write('\n');
    }
}
