package dev.triptych.ingest;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.tika.config.TikaConfig;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.PasswordProvider;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.pdf.PDFParserConfig;

/**
 * The worker process: reads requests from standard input, parses, and writes {@link Frame}s to standard output. It ends when
 * standard input ends, so that no worker outlives its parent. It opens no sockets: they are refused, host names are not resolved.
 */
final class WorkerMain {
    /** No parser that starts another program, none that needs a model. */
    private static final String CONFIG =
            """
            <properties>
              <parsers>
                <parser class="org.apache.tika.parser.DefaultParser">
                  <parser-exclude class="org.apache.tika.parser.ocr.TesseractOCRParser"/>
                  <parser-exclude class="org.apache.tika.parser.external.CompositeExternalParser"/>
                </parser>
              </parsers>
            </properties>
            """;

    private WorkerMain() {}

    /**
     * What to parse.
     *
     * @param password empty when none is known
     */
    record Request(Path file, String password, Limits limits) {
        void write(DataOutputStream out) throws IOException {
            Frame.string(out, file.toString());
            Frame.string(out, password);
            limits.write(out);
        }

        static Request read(DataInputStream in) throws IOException {
            return new Request(Path.of(Frame.string(in)), Frame.string(in), Limits.read(in));
        }
    }

    public static void main(String[] arguments) throws Exception {
        DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16));
        // A parser that prints must not disturb the frames.
        System.setOut(System.err);
        refuseSockets();
        TikaConfig config = new TikaConfig(new ByteArrayInputStream(CONFIG.getBytes(StandardCharsets.UTF_8)));
        AutoDetectParser parser = new AutoDetectParser(config);
        LinkedBlockingQueue<Request> requests = new LinkedBlockingQueue<>();
        Thread reader = new Thread(() -> listen(requests), "requests");
        reader.setDaemon(true);
        reader.start();
        send(out, new Frame.Ready());
        out.flush();
        while (true) {
            Request request = requests.take();
            Budget budget = new Budget(request.limits, Files.size(request.file));
            new Extraction(parser, config.getDetector(), context(request), budget, f -> send(out, f))
                    .file(request.file);
            send(out, new Frame.Done());
            out.flush();
        }
    }

    private static ParseContext context(Request request) {
        ParseContext context = new ParseContext();
        PDFParserConfig pdf = new PDFParserConfig();
        pdf.setExtractInlineImages(true);
        pdf.setExtractUniqueInlineImagesOnly(true);
        pdf.setOcrStrategy(PDFParserConfig.OCR_STRATEGY.NO_OCR);
        pdf.setMaxMainMemoryBytes(128L << 20);
        context.set(PDFParserConfig.class, pdf);
        OfficeParserConfig office = new OfficeParserConfig();
        office.setIncludeDeletedContent(false);
        context.set(OfficeParserConfig.class, office);
        if (!request.password.isEmpty()) {
            context.set(PasswordProvider.class, metadata -> request.password);
        }
        return context;
    }

    private static void listen(LinkedBlockingQueue<Request> requests) {
        try (DataInputStream in = new DataInputStream(new FileInputStream(FileDescriptor.in))) {
            while (true) {
                requests.add(Request.read(in));
            }
        } catch (IOException e) {
            Runtime.getRuntime().halt(0);
        }
    }

    private static void send(DataOutputStream out, Frame frame) {
        try {
            Frame.write(out, frame);
            if (frame instanceof Frame.Chars) {
                out.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // The one hook that the JDK has left for every socket of a process; there is no successor to the deprecated method.
    @SuppressWarnings("deprecation")
    private static void refuseSockets() throws IOException {
        Socket.setSocketImplFactory(() -> {
            throw new IllegalStateException("no sockets in the worker");
        });
        Set<String> local = Set.of("file", "jar", "jrt");
        URL.setURLStreamHandlerFactory(protocol -> local.contains(protocol) ? null : new Refused());
    }

    private static final class Refused extends URLStreamHandler {
        @Override
        protected URLConnection openConnection(URL url) throws IOException {
            throw new SocketException("no connections from the worker");
        }
    }
}
