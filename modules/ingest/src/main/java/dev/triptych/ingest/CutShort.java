package dev.triptych.ingest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Sees that the end of a PDF or a zip-based document is missing. Parsers repair such files silently; the text that they still find
 * is welcome, but the reader must know that it is not all.
 */
final class CutShort {
    /** A zip's end record is 22 bytes and a comment of at most 65,535 (APPNOTE 4.3.16); a PDF's end mark is nearer. */
    private static final int TAIL = 22 + 65_535;

    private CutShort() {}

    static Optional<String> check(Path file) throws IOException {
        try (SeekableByteChannel in = Files.newByteChannel(file)) {
            String head = latin1(in, 0, 1024);
            String tail = latin1(in, Math.max(0, in.size() - TAIL), TAIL);
            if (head.contains("%PDF-") && !tail.contains("%%EOF")) {
                return Optional.of("the end of the PDF is missing");
            }
            if (head.startsWith("PK\3\4") && !tail.contains("PK\5\6")) {
                return Optional.of("the end of the zip container is missing");
            }
            return Optional.empty();
        }
    }

    private static String latin1(SeekableByteChannel in, long from, int most) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(most, in.size() - from));
        in.position(from);
        while (bytes.hasRemaining() && in.read(bytes) >= 0) {
            // until full or at the end
        }
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
    }
}
