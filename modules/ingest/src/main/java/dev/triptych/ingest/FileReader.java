package dev.triptych.ingest;

import dev.triptych.code.SourceUnits;
import dev.triptych.space.Origin;
import dev.triptych.space.Passage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads one file after the other: decides which way each goes, and gives the verdict. For one thread. */
final class FileReader implements AutoCloseable {
    private static final int HEAD = 8 << 10;

    private final Settings settings;
    private final Quarantine quarantine;
    private final WorkerProcess worker;
    private final TextPassages texts;

    FileReader(Settings settings, Quarantine quarantine, List<String> workerOptions) {
        this.settings = settings;
        this.quarantine = quarantine;
        this.worker = new WorkerProcess(settings.workerMegabytes(), settings.timeLimit(), workerOptions);
        this.texts = new TextPassages(settings);
    }

    FileResult read(Path file, Sink sink) throws InterruptedException {
        ResultBuilder result = new ResultBuilder(file);
        try {
            if (!Files.isRegularFile(file)) {
                boolean exists = Files.exists(file);
                return exists
                        ? result.skipped(Reason.NOT_A_FILE, "")
                        : result.failed(Reason.UNREADABLE, "there is no such file");
            }
            FileStamp stamp = FileStamp.of(file);
            if (sink.knows(file, stamp.value())) {
                return result.skipped(Reason.UNCHANGED, "");
            }
            long size = Files.size(file);
            if (size > settings.maxFileBytes()) {
                return result.skipped(Reason.TOO_LARGE, size + " bytes, the limit is " + settings.maxFileBytes());
            }
            String hash = ContentHash.of(file);
            FileTypes types = FileTypes.of(file);
            result.identified(hash, stamp.trusted(), types);
            if (!sink.wants(file, hash)) {
                return result.skipped(Reason.UNCHANGED, "");
            }
            if (size == 0) {
                return result.failed(Reason.EMPTY, "");
            }
            return route(file, types, hash, result);
        } catch (IOException e) {
            return result.failed(Reason.UNREADABLE, e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    private FileResult route(Path file, FileTypes types, String hash, ResultBuilder result)
            throws IOException, InterruptedException {
        Origin origin = Origin.file(file.toString());
        String name = file.getFileName().toString();
        if (MediaKinds.isPicture(types.detected())) {
            PicturePassages.Outcome outcome = PicturePassages.file(file, origin);
            result.pictures(outcome);
            return outcome.reason() == Reason.TOO_SMALL
                    ? result.skipped(outcome.reason(), outcome.detail())
                    : result.finish();
        }
        boolean named = SourceLanguages.of(name).isPresent()
                || MediaKinds.isPlainText(types.declared())
                || MediaKinds.isUnknown(types.declared());
        boolean text = MediaKinds.isPlainText(types.detected()) || (named && MediaKinds.isUnknown(types.detected()));
        if ((text || SourceLanguages.of(name).isPresent()) && looksLikeText(file)) {
            String decoded = TextDecoder.decode(Files.readAllBytes(file));
            if (decoded.length() > settings.maxTextChars()) {
                decoded = decoded.substring(0, settings.maxTextChars());
                result.note(Reason.TRUNCATED, "after " + settings.maxTextChars() + " characters");
            }
            text(name, types.detected(), decoded, List.of(), origin, true, result);
            return result.finish();
        }
        if (text && SourceLanguages.of(name).isPresent()) {
            return result.skipped(Reason.UNSUPPORTED, "it is named like source and is binary");
        }
        if (MediaKinds.isImage(types.detected()) && !MediaKinds.isDrawing(types.detected())) {
            return result.skipped(Reason.UNSUPPORTED, "a picture of type " + types.detected());
        }
        if (MediaKinds.isUnknown(types.detected()) && MediaKinds.isUnknown(types.declared())) {
            return result.skipped(Reason.UNSUPPORTED, "");
        }
        document(file, hash, origin, result);
        Optional<String> cutShort = CutShort.check(file);
        cutShort.ifPresent(words -> result.note(Reason.CORRUPT, words));
        return result.finish();
    }

    private void text(
            String name,
            String type,
            String raw,
            List<Chunker.Mark> given,
            Origin origin,
            boolean plain,
            ResultBuilder result) {
        TextCleaner.Cleaned cleaned = TextCleaner.clean(raw);
        String text = cleaned.text();
        Optional<String> language = plain ? SourceLanguages.of(name) : Optional.empty();
        List<Passage> passages;
        if (language.isPresent()) {
            passages = code(language.get(), text, origin, result);
        } else {
            boolean markdown = plain && (name.endsWith(".md") || name.endsWith(".markdown"));
            List<Chunker.Mark> marks = markdown ? MarkdownHeadings.of(text) : given;
            passages = texts.words(text, marks, origin, plain);
        }
        result.text(new ExtractedText(origin.embedded(), type, text), passages, cleaned.replaced());
    }

    private List<Passage> code(String language, String text, Origin origin, ResultBuilder result) {
        if (SourceUnits.cuts(language)) {
            CodePassages found = CodePassages.of(language, text, origin, settings.codeLength());
            if (found.problem().isEmpty()) {
                return found.passages();
            }
            result.fallback(found.problem());
        }
        return texts.code(language, text, origin);
    }

    private void document(Path file, String hash, Origin origin, ResultBuilder result) throws InterruptedException {
        Optional<Reason> known = quarantine.of(hash);
        if (known.isPresent()) {
            result.note(known.get(), "the same content has ended the parser before");
            return;
        }
        WorkerMain.Request request = new WorkerMain.Request(
                file.toAbsolutePath(), settings.passwords().apply(file).orElse(""), settings.limits());
        Assembly assembly = new Assembly();
        try {
            worker.extract(request, assembly);
        } catch (WorkerDiedException first) {
            assembly = new Assembly();
            try {
                worker.extract(request, assembly);
            } catch (WorkerDiedException second) {
                quarantine.add(hash, second.reason());
                result.note(second.reason(), second.detail());
            }
        }
        assembly.detectedType().ifPresent(result::detected);
        assembled(file, assembly, origin, result);
    }

    private void assembled(Path file, Assembly assembly, Origin origin, ResultBuilder result) {
        boolean bomb = false;
        for (Frame.Note note : assembly.notes()) {
            result.note(note.reason(), assembly.about(note));
            bomb |= note.reason() == Reason.LIMIT
                    && (note.detail().contains(" to one") || note.detail().contains("zip bomb"));
        }
        if (bomb) {
            // The text of a zip bomb is its filling: nothing of it is worth an index.
            return;
        }
        for (Assembly.Part part : assembly.parts()) {
            String name = part.names.isEmpty() ? file.getFileName().toString() : part.names.get(part.names.size() - 1);
            text(name, part.type, part.text.toString(), part.marks, origin.embedded(part.names), part.plain, result);
        }
        for (Assembly.Shown shown : assembly.pictures()) {
            PicturePassages.Outcome outcome = PicturePassages.inside(shown, origin);
            if (outcome.passage().isPresent()) {
                result.pictures(outcome);
            } else {
                result.dropped(1);
                if (outcome.reason() != Reason.TOO_SMALL) {
                    result.note(outcome.reason(), outcome.detail());
                }
            }
        }
        result.dropped(assembly.dropped());
    }

    private static boolean looksLikeText(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return TextDecoder.looksLikeText(in.readNBytes(HEAD));
        }
    }

    @Override
    public void close() {
        worker.close();
    }
}
