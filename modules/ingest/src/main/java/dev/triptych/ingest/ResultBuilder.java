package dev.triptych.ingest;

import dev.triptych.space.Passage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Gathers what one file gives, and at the end the verdict that follows from it. */
final class ResultBuilder {
    /** Nothing is wrong with a file that only has none of what we look for. */
    private static final Set<Reason> HARMLESS = EnumSet.of(Reason.NO_CONTENT, Reason.UNSUPPORTED, Reason.TOO_SMALL);

    private final Path file;
    private final List<Passage> passages = new ArrayList<>();
    private final List<ExtractedText> texts = new ArrayList<>();
    private String hash = "";
    private String stamp = "";
    private String declared = "";
    private String detected = "";
    private Reason reason = Reason.NONE;
    private String detail = "";
    private int notes;
    private int replaced;
    private int dropped;
    private int fallbacks;

    ResultBuilder(Path file) {
        this.file = file;
    }

    void identified(String contentHash, String fileStamp, FileTypes types) {
        hash = contentHash;
        stamp = fileStamp;
        declared = types.declared();
        detected = types.detected();
    }

    void detected(String type) {
        detected = type;
    }

    void text(ExtractedText text, List<Passage> found, int replacedChars) {
        texts.add(text);
        passages.addAll(found);
        replaced += replacedChars;
    }

    void pictures(PicturePassages.Outcome outcome) {
        outcome.passage().ifPresent(passages::add);
        if (outcome.passage().isEmpty()) {
            note(outcome.reason(), outcome.detail());
        }
    }

    void dropped(int pictures) {
        dropped += pictures;
    }

    /** Source that does not parse is whole all the same: the words are for people who wonder. */
    void fallback(String why) {
        fallbacks++;
        detail = detail.isEmpty() ? "cut by lines: " + why : detail;
    }

    /** Something was not taken. The most telling reason is kept: a password before damage, the first of equals. */
    void note(Reason why, String words) {
        notes++;
        if (reason == Reason.NONE || (why == Reason.ENCRYPTED && reason == Reason.CORRUPT)) {
            reason = why;
            detail = words;
        }
    }

    FileResult skipped(Reason why, String words) {
        note(why, words);
        return build(Verdict.SKIPPED);
    }

    FileResult failed(Reason why, String words) {
        note(why, words);
        return build(Verdict.FAILED);
    }

    FileResult finish() {
        if (passages.isEmpty() && reason == Reason.NONE) {
            note(dropped > 0 ? Reason.TOO_SMALL : Reason.NO_CONTENT, dropped > 0 ? dropped + " small pictures" : "");
        }
        if (reason == Reason.NONE) {
            return build(Verdict.OK);
        }
        return build(
                !passages.isEmpty() ? Verdict.PARTIAL : HARMLESS.contains(reason) ? Verdict.SKIPPED : Verdict.FAILED);
    }

    private FileResult build(Verdict verdict) {
        String words = notes > 1 ? detail + (detail.isEmpty() ? "" : "; ") + (notes - 1) + " more" : detail;
        return new FileResult(
                file,
                verdict,
                reason,
                TextCleaner.label(words, 500),
                passages,
                texts,
                hash,
                stamp,
                declared,
                detected,
                new FileResult.Counts(replaced, dropped, fallbacks));
    }
}
