package dev.triptych.ide.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/**
 * Lets lines through that are a message of JSON-RPC of a bearable size, and drops the rest with a word about it: the SDK ends the
 * conversation at the first line that is none. Says when the input has ended, which the SDK does not.
 */
final class LineFilter extends InputStream {
    /** No question is longer; answers to us, of which there are none, would not be either. */
    static final int LARGEST = 8 << 20;

    private final InputStream source;
    private final Consumer<String> dropped;
    private final Runnable ended;
    private final ObjectMapper json = new ObjectMapper();
    private InputStream line = InputStream.nullInputStream();

    LineFilter(InputStream source, Consumer<String> dropped, Runnable ended) {
        this.source = source;
        this.dropped = dropped;
        this.ended = ended;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
        int read = line.read(to, from, length);
        while (read < 0 && length > 0) {
            if (!next()) {
                ended.run();
                return -1;
            }
            read = line.read(to, from, length);
        }
        return read;
    }

    private boolean next() throws IOException {
        while (true) {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            long length = 0;
            int b = source.read();
            while (b >= 0 && b != '\n') {
                if (++length <= LARGEST) {
                    text.write(b);
                }
                b = source.read();
            }
            if (b < 0) {
                return false;
            }
            if (length > LARGEST) {
                dropped.accept("standard input: found a line of " + length + " bytes, expected at most " + LARGEST
                        + "; it is ignored");
            } else if (isMessage(text.toByteArray())) {
                text.write('\n');
                line = new ByteArrayInputStream(text.toByteArray());
                return true;
            }
        }
    }

    private boolean isMessage(byte[] text) throws IOException {
        JsonNode message;
        try {
            message = json.readTree(text);
        } catch (JsonProcessingException e) {
            dropped.accept("standard input: found a line that is not JSON (" + e.getOriginalMessage()
                    + "), expected a message of JSON-RPC 2.0; it is ignored");
            return false;
        }
        if (message.isMissingNode()) {
            return false;
        }
        boolean id = message.path("id").isTextual() || message.path("id").isIntegralNumber();
        boolean good = message.path("jsonrpc").asText().equals("2.0")
                && (message.path("method").isTextual() ? id || !message.has("id") : id);
        if (!good) {
            dropped.accept("standard input: found a line that is no message of JSON-RPC 2.0; it is ignored");
        }
        return good;
    }
}
