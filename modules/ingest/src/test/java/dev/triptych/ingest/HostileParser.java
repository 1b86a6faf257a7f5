package dev.triptych.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.tika.exception.TikaException;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.sax.XHTMLContentHandler;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/** A parser that does what the file tells it to; asleep unless a test sets its property in the worker. */
public final class HostileParser implements Parser {
    static final String PROPERTY = "triptych.test.hostile";
    /** No real parser takes this type, and only its name tells it. */
    static final String EXTENSION = ".cdx";
    /** What a file begins with, lest it be taken for text. */
    static final String BINARY = "\1\2\3\4\5\6\7";

    private static final long serialVersionUID = 1L;

    @Override
    public Set<MediaType> getSupportedTypes(ParseContext context) {
        return Boolean.getBoolean(PROPERTY) ? Set.of(MediaType.parse("chemical/x-cdx")) : Set.of();
    }

    @Override
    public void parse(InputStream stream, ContentHandler handler, Metadata metadata, ParseContext context)
            throws IOException, SAXException, TikaException {
        String[] order = new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                .substring(BINARY.length())
                .split(" ", 2);
        XHTMLContentHandler xhtml = new XHTMLContentHandler(handler, metadata);
        xhtml.startDocument();
        xhtml.element("p", "What was read before.");
        switch (order[0]) {
            case "hang" -> sleep();
            case "fill" -> xhtml.element("p", "never " + fill());
            case "exit" -> Runtime.getRuntime().halt(42);
            case "exit-once" -> exitOnce(Path.of(order[1]));
            case "recurse" -> recurse(0);
            case "print" -> System.out.println("this is no frame");
            case "connect" -> connect(xhtml, Integer.parseInt(order[1]));
            default -> xhtml.element("p", order[0]);
        }
        xhtml.endDocument();
    }

    private static void sleep() {
        try {
            Thread.sleep(Long.MAX_VALUE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int fill() {
        List<byte[]> kept = new ArrayList<>();
        while (kept.size() < 1 << 20) {
            kept.add(new byte[1 << 20]);
        }
        return kept.size();
    }

    private static void exitOnce(Path mark) throws IOException {
        if (!Files.exists(mark)) {
            Files.createFile(mark);
            Runtime.getRuntime().halt(43);
        }
    }

    // The overflow is what is tested.
    @SuppressWarnings("InfiniteRecursion")
    private static int recurse(int depth) {
        return 1 + recurse(depth + 1);
    }

    private static void connect(XHTMLContentHandler xhtml, int port) throws SAXException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            xhtml.element("p", "socket opened " + socket.getPort());
        } catch (IOException | RuntimeException e) {
            xhtml.element("p", "socket refused");
        }
        try (InputStream in = new URL("http://127.0.0.1:" + port + "/").openStream()) {
            xhtml.element("p", "address opened " + in.available());
        } catch (IOException | RuntimeException e) {
            xhtml.element("p", "address refused");
        }
    }
}
