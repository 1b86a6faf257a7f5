package dev.triptych.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files made to harm: canaries that must stay untouched, bombs that must be seen. */
class HostileFilesTest {
    private static Path folder;

    private static Ingest ingest;

    @BeforeAll
    static void start(@TempDir Path temporary) {
        folder = temporary;
        ingest = Ingest.with(Settings.defaults());
    }

    @AfterAll
    static void stop() {
        ingest.close();
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"xml", "svg", "html", "xhtml", "rss", "fb2"})
    void anExternalEntityOpensNeitherFileNorSocket(String extension) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "CANARY-CONTENT");
        try (ServerSocket canary = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String address = "http://127.0.0.1:" + canary.getLocalPort() + "/";
            Path file = Files.writeString(
                    folder.resolve("xxe." + extension),
                    "<?xml version=\"1.0\"?><!DOCTYPE r SYSTEM \"" + address + "r.dtd\" [<!ENTITY f SYSTEM \""
                            + secret.toUri()
                            + "\"><!ENTITY h SYSTEM \"" + address + "\"><!ENTITY % p SYSTEM \"" + address
                            + "p\"> %p;]><r xmlns:xi=\"http://www.w3.org/2001/XInclude\">seen &f; &h;<xi:include href=\""
                            + secret.toUri() + "\" parse=\"text\"/></r>");
            FileResult result = ingest.ingest(file);
            assertThat(result.texts()).allSatisfy(t -> assertThat(t.text()).doesNotContain("CANARY-CONTENT"));
            canary.setSoTimeout(200);
            assertThatThrownBy(canary::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void aZipBombIsALimitAndNothingOfItIsKept() throws IOException {
        Path file = Files.write(folder.resolve("bomb.zip"), zip("zeros.txt", new byte[30_000_000]));
        FileResult result = ingest.ingest(file);
        assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(result.reason()).isEqualTo(Reason.LIMIT);
        assertThat(result.passages()).isEmpty();
    }

    @Test
    void archivesInArchivesStopAtDepthTenAndWhatIsAboveIsKept() throws IOException {
        byte[] content = "innermost".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 15; i++) {
            content = zip(i == 0 ? "text.txt" : "level" + i + ".zip", content);
        }
        FileResult result = ingest.ingest(Files.write(folder.resolve("deep.zip"), content));
        assertThat(result.reason()).isEqualTo(Reason.LIMIT);
        assertThat(result.verdict()).isEqualTo(Verdict.PARTIAL);
        assertThat(result.texts()).allSatisfy(t -> {
            assertThat(t.embedded()).hasSizeLessThanOrEqualTo(10);
            assertThat(t.text()).doesNotContain("innermost");
        });
    }

    @Test
    void deepNestingOfElementsDoesNotEndTheRun() throws IOException {
        int depth = 100_000;
        for (String name : new String[] {"deep.html", "deep.xml"}) {
            Path file = Files.writeString(
                    folder.resolve(name), "<p>top</p>" + "<div>".repeat(depth) + "x" + "</div>".repeat(depth));
            assertThat(ingest.ingest(file).verdict()).isNotNull();
        }
        Path after = Files.writeString(folder.resolve("after.html"), "<p>still here");
        assertThat(ingest.ingest(after).verdict()).isEqualTo(Verdict.OK);
    }
}
