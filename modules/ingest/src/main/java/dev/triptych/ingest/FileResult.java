package dev.triptych.ingest;

import dev.triptych.space.Passage;
import java.nio.file.Path;
import java.util.List;

/**
 * What one file gave.
 *
 * @param file the file as it was named
 * @param verdict what became of it
 * @param reason why it is not whole; {@link Reason#NONE} with {@link Verdict#OK}
 * @param detail words for people: which part, what the parser said; may be empty
 * @param passages what can be embedded and searched
 * @param texts the texts that the passages' character offsets refer to
 * @param contentHash SHA-256 of the bytes in hexadecimal, or empty when they could not be read
 * @param stamp size and times by which it can be known again without reading it, see {@link FileStamp}; empty when they cannot be trusted
 * @param declaredType media type by the file's name
 * @param detectedType media type by its content
 * @param counts small things that were left out or replaced
 */
public record FileResult(
        Path file,
        Verdict verdict,
        Reason reason,
        String detail,
        List<Passage> passages,
        List<ExtractedText> texts,
        String contentHash,
        String stamp,
        String declaredType,
        String detectedType,
        Counts counts) {

    /**
     * Small things that are not worth a verdict but must not vanish.
     *
     * @param replacedChars characters that cannot be stored or shown: NUL, controls, lone surrogates, bidi overrides
     * @param droppedPictures icons and pictures beyond the limits inside documents
     * @param lineFallbacks sources that did not parse and were cut by lines
     */
    public record Counts(int replacedChars, int droppedPictures, int lineFallbacks) {
        public static final Counts NONE = new Counts(0, 0, 0);
    }

    public FileResult {
        passages = List.copyOf(passages);
        texts = List.copyOf(texts);
    }

    static FileResult without(Path file, Verdict verdict, Reason reason, String detail) {
        return new FileResult(file, verdict, reason, detail, List.of(), List.of(), "", "", "", "", Counts.NONE);
    }

    /** The extracted text of the file itself (no names) or of a file inside it; empty when there is none. */
    public String text(List<String> embedded) {
        for (ExtractedText t : texts) {
            if (t.embedded().equals(embedded)) {
                return t.text();
            }
        }
        return "";
    }

    /** Reason and detail in one line. */
    public String explanation() {
        return detail.isEmpty() ? reason.words() : reason.words() + ": " + detail;
    }
}
