package dev.triptych.ide.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.triptych.ide.HashEncoder;
import dev.triptych.ide.IndexFolders;
import dev.triptych.ide.ServerForTests;
import dev.triptych.index.PassageIndex;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The language server as a process, and clients that do not behave. */
@Timeout(300) // Only a hang takes as long.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the process is started through a shell")
class LspProcessTest {
    private Path root;
    private Path cache;
    private File errors;
    private Process server;
    private OutputStream to;
    private InputStream from;

    @BeforeEach
    void aServer(@TempDir Path temp) throws IOException {
        root = Files.createDirectory(temp.resolve("root"));
        cache = temp.resolve("cache");
        errors = temp.resolve("errors").toFile();
        Files.writeString(root.resolve("Upload.java"), "class Upload { void retryUpload() { send(); } }");
        server = ServerForTests.start(errors, "lsp", cache.toString());
        to = server.getOutputStream();
        from = server.getInputStream();
    }

    @AfterEach
    void end() {
        server.destroyForcibly();
    }

    private void send(String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        to.write(("Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        to.write(body);
        to.flush();
    }

    private void request(int id, String method, String params) throws IOException {
        send(String.format(
                Locale.ROOT, "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}", id, method, params));
    }

    /** Reads until the answer to a request; every byte on the way must belong to a frame. */
    private JsonObject answer(int id) throws IOException {
        while (true) {
            JsonObject message = frame();
            JsonElement number = message.get("id");
            if (number != null && !message.has("method") && number.getAsString().equals(String.valueOf(id))) {
                return message;
            }
        }
    }

    private JsonObject frame() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            int b = from.read();
            assertThat(b)
                    .as("the server ended after: %s; it said: %s", head, said())
                    .isNotNegative();
            head.write(b);
        }
        assertThat(head.toString(StandardCharsets.US_ASCII)).matches("Content-Length: \\d+\\r\\n\\r\\n");
        int length = Integer.parseInt(head.toString(StandardCharsets.US_ASCII).replaceAll("\\D", ""));
        return JsonParser.parseString(new String(from.readNBytes(length), StandardCharsets.UTF_8))
                .getAsJsonObject();
    }

    private String said() throws IOException {
        return Files.readString(errors.toPath());
    }

    private void initialize(Path folder) throws IOException {
        request(1, "initialize", "{\"processId\":null,\"rootUri\":\"" + folder.toUri() + "\",\"capabilities\":{}}");
        assertThat(answer(1).getAsJsonObject("result").has("capabilities")).isTrue();
        send("{\"jsonrpc\":\"2.0\",\"method\":\"initialized\",\"params\":{}}");
    }

    private JsonArray found(int id, String query) throws IOException {
        request(id, "workspace/executeCommand", command(query));
        JsonObject answer = answer(id);
        assertThat(answer.has("result")).as(answer.toString()).isTrue();
        return answer.getAsJsonArray("result");
    }

    private static String command(String query) {
        return "{\"command\":\"triptych.search\",\"arguments\":[{\"query\":\"" + query + "\"}]}";
    }

    private void isIndexed() throws IOException {
        int id = 1000;
        while (found(++id, "retry upload").isEmpty()) {
            Thread.onSpinWait();
        }
    }

    private void indexIsWhole() {
        HashEncoder model = new HashEncoder("hash");
        Path index = new IndexFolders(cache).of(root);
        PassageIndex.verify(index);
        try (PassageIndex read = PassageIndex.readOnly(index, model.fingerprint(), model.width())) {
            assertThat(read.stats().files()).isEqualTo(1);
        }
    }

    private int code() throws InterruptedException {
        assertThat(server.waitFor(120, TimeUnit.SECONDS)).as("the process ends").isTrue();
        return server.exitValue();
    }

    @Test
    void standardOutputCarriesFramesAloneAlsoWhenLibrariesPrint() throws Exception {
        initialize(root);
        isIndexed();
        request(2, "shutdown", "null");
        answer(2);
        send("{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}");
        // frame() has looked at every byte so far, and these are the last.
        byte[] rest = from.readAllBytes();
        assertThat(new String(rest, StandardCharsets.UTF_8)).isEmpty();
        assertThat(code()).isZero();
        assertThat(said()).contains("printed by Java", "printed by a native");
    }

    @Test
    void aClientThatDiesInTheMiddleOfARequestEndsTheProcessAndLeavesTheIndexWhole() throws Exception {
        initialize(root);
        isIndexed();
        request(2, "workspace/executeCommand", command("upload"));
        to.write("Content-Length: 500\r\n\r\n{\"jsonrpc\":\"2.0\",\"id\":3,\"meth".getBytes(StandardCharsets.US_ASCII));
        to.close();
        from.close();
        assertThat(code()).isEqualTo(1);
        indexIsWhole();
    }

    @Test
    void theProcessEndsWhenTheEditorThatWasNamedEnds() throws Exception {
        Process editor = new ProcessBuilder("sleep", "1000").start();
        request(1, "initialize", "{\"processId\":" + editor.pid() + ",\"rootUri\":null,\"capabilities\":{}}");
        answer(1);
        editor.destroyForcibly();
        assertThat(code()).isEqualTo(1);
    }

    @Test
    void garbageHugeFramesBrokenJsonAndUnknownMethodsAreToldAndSurvived() throws Exception {
        initialize(root);
        to.write("GET / HTTP/1.1\r\nHost: example\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        send("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":");
        send("[]");
        send("\u0000\u0001\u0002");
        send("{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"workspace/symbol\",\"params\":{\"query\":[1,2]}}");
        request(4, "triptych/unknown", "{}");
        assertThat(answer(4).getAsJsonObject("error").get("code").getAsInt()).isEqualTo(-32601);
        request(5, "workspace/executeCommand", "{\"command\":\"format.disk\",\"arguments\":[]}");
        assertThat(answer(5).getAsJsonObject("error").get("message").getAsString())
                .contains("format.disk", "triptych.search");
        request(6, "workspace/executeCommand", "{\"command\":\"triptych.search\",\"arguments\":[{\"k\":\"many\"}]}");
        assertThat(answer(6).has("error")).isTrue();
        for (String uri : List.of("untitled:1", "file:///no/such/File.java", "not a uri")) {
            request(
                    7,
                    "workspace/executeCommand",
                    "{\"command\":\"triptych.similar\",\"arguments\":[{\"uri\":\"" + uri + "\"}]}");
            assertThat(answer(7).getAsJsonObject("error").get("message").getAsString())
                    .startsWith("triptych: ");
        }
        isIndexed();
        // Two gigabytes that never come: from here on the server waits for them, until its input ends.
        to.write("Content-Length: 2147483648\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        to.close();
        assertThat(code()).isEqualTo(1);
        assertThat(said()).contains("2147483648", "Content-Length", "GET / HTTP/1.1");
        indexIsWhole();
    }

    @Test
    void aFolderThatDoesNotExistIsAMessageAndNotTheEnd() throws Exception {
        initialize(root.resolveSibling("missing"));
        JsonObject message = frame();
        while (!message.toString().contains("no such folder")) {
            message = frame();
        }
        send(
                "{\"jsonrpc\":\"2.0\",\"method\":\"workspace/didChangeWorkspaceFolders\",\"params\":{\"event\":{\"added\":[{\"uri\":\""
                        + root.toUri() + "\",\"name\":\"root\"}],\"removed\":[]}}}");
        isIndexed();
    }
}
