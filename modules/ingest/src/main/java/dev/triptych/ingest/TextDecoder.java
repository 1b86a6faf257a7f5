package dev.triptych.ingest;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.apache.tika.parser.txt.CharsetDetector;
import org.apache.tika.parser.txt.CharsetMatch;

/**
 * Bytes to text: byte order mark, then UTF-8 if every byte fits, then UTF-16 by where its zero bytes stand, then Tika's edition of
 * ICU's detector, which also knows DOS and EBCDIC code pages, then windows-1252, which every byte string is.
 */
final class TextDecoder {
    private static final int SAMPLE = 64 << 10;
    /** ICU gives 10 to what merely might be; the right one for a single line of Cyrillic is at 18. */
    private static final int LEAST_CONFIDENCE = 15;

    private TextDecoder() {}

    static String decode(byte[] bytes) {
        Optional<String> utf8 = strict(bytes, 0, StandardCharsets.UTF_8);
        if (utf8.isPresent()) {
            String text = utf8.get();
            return !text.isEmpty() && text.charAt(0) == '\uFEFF' ? text.substring(1) : text;
        }
        if (starts(bytes, 0xEF, 0xBB, 0xBF)) {
            return new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8);
        }
        if (starts(bytes, 0xFF, 0xFE, 0, 0)) {
            return new String(bytes, 4, bytes.length - 4, Charset.forName("UTF-32LE"));
        }
        if (starts(bytes, 0xFF, 0xFE)) {
            return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE);
        }
        if (starts(bytes, 0xFE, 0xFF)) {
            return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE);
        }
        Optional<Charset> wide = utf16(bytes);
        return new String(bytes, wide.orElseGet(() -> detected(bytes)));
    }

    /** True when the bytes are likely to be text in some character set rather than a binary format. */
    static boolean looksLikeText(byte[] head) {
        if (starts(head, 0xFF, 0xFE) || starts(head, 0xFE, 0xFF) || utf16(head).isPresent()) {
            return true;
        }
        int controls = 0;
        for (byte b : head) {
            if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f' && b != 0x1B) {
                controls++;
            }
        }
        return controls * 20 <= head.length;
    }

    /** UTF-16 without a mark: Latin letters and signs leave zeros in every second byte, on one side only. */
    private static Optional<Charset> utf16(byte[] bytes) {
        int n = Math.min(bytes.length, SAMPLE) & ~1;
        int even = 0;
        int odd = 0;
        for (int i = 0; i < n; i += 2) {
            even += bytes[i] == 0 ? 1 : 0;
            odd += bytes[i + 1] == 0 ? 1 : 0;
        }
        int enough = n / 2 * 3 / 10;
        if (n >= 4 && even > enough && odd * 10 < even) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        return n >= 4 && odd > enough && even * 10 < odd ? Optional.of(StandardCharsets.UTF_16LE) : Optional.empty();
    }

    private static Charset detected(byte[] bytes) {
        CharsetDetector detector = new CharsetDetector();
        detector.setText(bytes.length > SAMPLE ? Arrays.copyOf(bytes, SAMPLE) : bytes);
        CharsetMatch match = detector.detect();
        if (match == null || match.getConfidence() < LEAST_CONFIDENCE) {
            return Charset.forName("windows-1252");
        }
        String name = match.getName();
        // What calls itself Latin-1 is nearly always its Windows superset; the same rule as in the HTML standard.
        if (name.equals("ISO-8859-1")) {
            return Charset.forName("windows-1252");
        }
        int variant = name.indexOf("_rtl") >= 0 ? name.indexOf("_rtl") : name.indexOf("_ltr");
        String plain = variant >= 0 ? name.substring(0, variant) : name;
        return Charset.isSupported(plain) ? Charset.forName(plain) : Charset.forName("windows-1252");
    }

    private static Optional<String> strict(byte[] bytes, int from, Charset charset) {
        try {
            return Optional.of(charset.newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
                            .toString())
                    .filter(text -> utf16(bytes).isEmpty());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static boolean starts(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
