package dev.triptych.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.apache.commons.compress.archivers.zip.UnsupportedZipFeatureException;
import org.apache.commons.compress.archivers.zip.UnsupportedZipFeatureException.Feature;
import org.apache.tika.detect.Detector;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.exception.TikaMemoryLimitException;
import org.apache.tika.exception.ZeroByteFileException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.metadata.TikaPagedText;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/** One file through Tika, and the files inside it, each with a text of its own. Nothing is carried from one file to the next. */
final class Extraction implements EmbeddedDocumentExtractor {
    private static final int LABEL = 255;

    private final Parser parser;
    private final Detector detector;
    private final ParseContext context;
    private final Budget budget;
    private final FrameSink out;
    private final Deque<Open> open = new ArrayDeque<>();
    private int documents;

    /** A document whose parser is at work. */
    private record Open(int id, String type, TextCollector text) {}

    Extraction(Parser parser, Detector detector, ParseContext context, Budget budget, FrameSink out) {
        this.parser = parser;
        this.detector = detector;
        this.context = context;
        this.budget = budget;
        this.out = out;
        context.set(EmbeddedDocumentExtractor.class, this);
        context.set(Parser.class, parser);
    }

    void file(Path file) throws IOException {
        Metadata metadata = new Metadata();
        try (TikaInputStream in = TikaInputStream.get(file, metadata)) {
            String type = detector.detect(in, metadata).toString();
            document(in, metadata, file.getFileName().toString(), type, -1, Files.size(file));
        }
        if (budget.struck() != Reason.NONE) {
            out.accept(new Frame.Note(0, budget.struck(), budget.detail()));
        }
    }

    private void document(TikaInputStream in, Metadata metadata, String name, String type, int parent, long size) {
        int id = documents++;
        boolean plain = parent >= 0 && MediaKinds.isPlainText(type);
        out.accept(new Frame.Document(id, parent, name, type, plain));
        TextCollector text = new TextCollector(id, type, budget, out);
        open.push(new Open(id, type, text));
        try {
            if (plain) {
                String content = TextDecoder.decode(in.readAllBytes());
                out.accept(new Frame.Chars(id, content.substring(0, Math.min(content.length(), budget.room()))));
                budget.text(content.length());
            } else {
                metadata.set(TikaCoreProperties.CONTENT_TYPE_USER_OVERRIDE, type);
                parser.parse(in, text, metadata, context);
            }
        } catch (StackOverflowError e) {
            note(id, Reason.LIMIT, "nested too deeply for the parser");
        } catch (LinkageError e) {
            // Some parsers can use libraries that are not among ours.
            note(id, Reason.UNSUPPORTED, words(e));
        } catch (IOException | SAXException | TikaException | RuntimeException e) {
            failed(id, size, e);
        } finally {
            open.pop();
            text.flush();
        }
        recorded(id, metadata);
    }

    @Override
    public boolean shouldParseEmbedded(Metadata metadata) {
        return budget.struck() == Reason.NONE;
    }

    @Override
    public void parseEmbedded(InputStream stream, ContentHandler handler, Metadata metadata, boolean outputHtml)
            throws IOException, SAXException {
        Open parent = open.element();
        if (!budget.part(open.size())) {
            return;
        }
        String given = Optional.ofNullable(metadata.get(TikaCoreProperties.RESOURCE_NAME_KEY))
                .orElse("");
        String name = TextCleaner.label(given.isBlank() ? "part-" + documents : given, LABEL);
        String kind = Optional.ofNullable(metadata.get(TikaCoreProperties.EMBEDDED_RESOURCE_TYPE_KEY))
                .orElse("");
        String declared =
                Optional.ofNullable(metadata.get(Metadata.CONTENT_TYPE)).orElse("");
        if (MediaKinds.isPicture(declared)) {
            picture(stream, parent, name, declared, metadata, kind);
            return;
        }
        if (!given.isBlank() && outputHtml) {
            parent.text.line(name);
        }
        try (TikaInputStream in = TikaInputStream.get(budget.counted(stream))) {
            if (stream instanceof TikaInputStream whole && whole.getOpenContainer() != null) {
                in.setOpenContainer(whole.getOpenContainer());
            }
            MediaType type = detector.detect(in, metadata);
            if (MediaKinds.isImage(type.toString()) && !MediaKinds.isDrawing(type.toString())) {
                picture(in, parent, name, type.toString(), metadata, kind);
            } else {
                document(in, metadata, name, type.toString(), parent.id, in.hasLength() ? in.getLength() : -1);
            }
        } catch (IOException | RuntimeException e) {
            failed(parent.id, -1, e);
        }
    }

    private void picture(InputStream in, Open parent, String name, String type, Metadata metadata, String kind)
            throws IOException {
        byte[] bytes = in.readNBytes(budget.limits().pictureBytes() + 1);
        // A thumbnail shows its own document, which is indexed anyway.
        if (kind.equals(TikaCoreProperties.EmbeddedResourceType.THUMBNAIL.name()) || !budget.picture(bytes.length)) {
            out.accept(new Frame.Dropped(parent.id, name));
            return;
        }
        Integer known = metadata.getInt(TikaPagedText.PAGE_NUMBER);
        int page = known != null ? known : parent.type.equals("application/pdf") ? parent.text.page() : 0;
        String relation = Optional.ofNullable(metadata.get(TikaCoreProperties.EMBEDDED_RELATIONSHIP_ID))
                .orElse("");
        out.accept(new Frame.Embedded(parent.id, name, relation, type, page, bytes));
    }

    private void failed(int id, long size, Exception e) {
        if (budget.struck() != Reason.NONE) {
            return;
        }
        Throwable root = e;
        Reason reason = Reason.CORRUPT;
        for (Throwable t = e; t != null; t = t.getCause()) {
            root = t;
            if (t instanceof EncryptedDocumentException) {
                reason = Reason.ENCRYPTED;
            } else if (t instanceof UnsupportedZipFeatureException zip && zip.getFeature() == Feature.ENCRYPTION) {
                reason = Reason.ENCRYPTED;
            } else if (t instanceof ZeroByteFileException || size == 0) {
                reason = Reason.EMPTY;
            } else if (t instanceof TikaMemoryLimitException
                    || (t.getMessage() != null && t.getMessage().contains("zip bomb"))) {
                reason = Reason.LIMIT;
            }
        }
        note(id, reason, reason == Reason.ENCRYPTED ? "" : words(root));
        if (reason == Reason.LIMIT) {
            budget.strike(Reason.LIMIT, words(root));
        }
    }

    /** What parsers only wrote down: parts they could not read. */
    private void recorded(int id, Metadata metadata) {
        for (String name : metadata.names()) {
            if (name.startsWith(TikaCoreProperties.TIKA_META_EXCEPTION_PREFIX)
                    || name.equals(TikaCoreProperties.EMBEDDED_BYTES_EXCEPTION.getName())) {
                String value = Optional.ofNullable(metadata.get(name)).orElse("");
                boolean encrypted = value.contains("EncryptedDocumentException")
                        || value.contains("is encrypted")
                        || value.contains("feature encryption");
                note(
                        id,
                        encrypted ? Reason.ENCRYPTED : Reason.CORRUPT,
                        value.lines().findFirst().orElse(""));
            }
        }
    }

    private void note(int id, Reason reason, String detail) {
        out.accept(new Frame.Note(id, reason, TextCleaner.label(detail, LABEL)));
    }

    private static String words(Throwable t) {
        String message = t.getMessage();
        return t.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }
}
