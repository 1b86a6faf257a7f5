package dev.triptych.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.triptych.hub.HubSettings;
import dev.triptych.space.Progress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ModelPullTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    // printf '' | git hash-object --stdin
    private static final String EMPTY = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private HttpServer hub;

    @BeforeEach
    void start() throws IOException {
        hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        route("/api/models/acme/tiny/revision/main", "{\"sha\": \"" + COMMIT + "\"}");
        route(
                "/api/models/acme/tiny/tree/",
                "[{\"type\": \"file\", \"path\": \"model.safetensors\", \"size\": 0, \"oid\": \"" + EMPTY + "\"}]");
        route("/acme/tiny/resolve/", "");
        hub.start();
    }

    @AfterEach
    void stop() {
        hub.stop(0);
    }

    private void route(String path, String answer) {
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        hub.createContext(path, exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
    }

    private int run(String... args) {
        Console console = new Console(
                new ByteArrayInputStream(new byte[0]), new PrintWriter(out, true), new PrintWriter(err, true), false);
        Session session = new Session(console, f -> new HashEncoder("hash"), Progress.none(), Optional.empty());
        Map<String, String> environment = Map.of(
                "HF_ENDPOINT",
                "http://127.0.0.1:" + hub.getAddress().getPort(),
                "HF_HOME",
                folder.toString(),
                "NO_PROXY",
                "*",
                "HTTP_PROXY",
                "http://127.0.0.1:9");
        return new CommandLine(new ModelPull(session, () -> HubSettings.fromEnvironment(environment))).execute(args);
    }

    @Test
    void standardOutputHoldsTheFolderAndNothingElseAndTheCommitIsToldBeside() {
        assertThat(run("acme/tiny")).isZero();
        Path snapshot = folder.resolve("hub/models--acme--tiny/snapshots").resolve(COMMIT);
        assertThat(out.toString().strip()).isEqualTo(snapshot.toString());
        assertThat(err.toString()).contains("acme/tiny@main is commit " + COMMIT, "1 files");
        assertThat(snapshot.resolve("model.safetensors")).exists();
    }

    @Test
    void programsGetTheCommitAndTheDigests() throws IOException {
        Path own = folder.resolve("own");
        assertThat(run("acme/tiny", "--to", own.toString(), "--json")).isZero();
        JsonNode answer = new ObjectMapper().readTree(out.toString());
        assertThat(answer.path("commit").asText()).isEqualTo(COMMIT);
        assertThat(answer.path("folder").asText()).isEqualTo(own.toString());
        assertThat(answer.path("files").get(0).path("git_sha1").asText()).isEqualTo(EMPTY);
    }

    @Test
    void nameThatIsNoModelIsOneLine() {
        Terminal.Answer answer = new Terminal(false).run("model", "pull", "tiny");
        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.err().lines()).singleElement().asString().contains("ORG/NAME");
    }
}
