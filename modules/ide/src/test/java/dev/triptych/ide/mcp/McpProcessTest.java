package dev.triptych.ide.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.ide.HashEncoder;
import dev.triptych.ide.IndexFolders;
import dev.triptych.ide.ServerForTests;
import dev.triptych.index.PassageIndex;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The server for assistants as a process. */
@Timeout(300) // Only a hang takes as long.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the process is started through a shell")
class McpProcessTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Path root;
    private Path cache;
    private File errors;
    private Process server;
    private OutputStream to;
    private BufferedReader from;
    private int id;

    @BeforeEach
    void aServer(@TempDir Path temp) throws IOException {
        root = Files.createDirectory(temp.resolve("root"));
        cache = temp.resolve("cache");
        errors = temp.resolve("errors").toFile();
        Files.writeString(root.resolve("Upload.java"), "class Upload { void retryUpload() { send(); } }");
        Files.writeString(root.resolve("beach.md"), "A dog runs along the beach.\n".repeat(200));
        start(root);
    }

    private void start(Path folder) throws IOException {
        server = ServerForTests.start(errors, "mcp", cache.toString(), folder.toString());
        to = server.getOutputStream();
        from = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
    }

    @AfterEach
    void end() {
        server.destroyForcibly();
    }

    private void line(String text) throws IOException {
        to.write((text + "\n").getBytes(StandardCharsets.UTF_8));
        to.flush();
    }

    private JsonNode ask(String method, String params) throws IOException {
        line(String.format(
                Locale.ROOT, "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}", ++id, method, params));
        while (true) {
            String line = from.readLine();
            assertThat(line).as("the server ended; it said: %s", said()).isNotNull();
            // Whatever stands on standard output must be a message.
            JsonNode message = JSON.readTree(line);
            assertThat(message.path("jsonrpc").asText()).isEqualTo("2.0");
            if (message.path("id").asInt() == id) {
                return message;
            }
        }
    }

    private void initialize() throws IOException {
        JsonNode answer = ask(
                "initialize",
                "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}");
        assertThat(answer.at("/result/serverInfo/name").asText()).isEqualTo("triptych");
        line("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
    }

    private JsonNode call(String tool, String arguments) throws IOException {
        return ask("tools/call", "{\"name\":\"" + tool + "\",\"arguments\":" + arguments + "}")
                .path("result");
    }

    private static String text(JsonNode result) {
        return result.at("/content/0/text").asText();
    }

    private void isIndexed() throws IOException {
        while (!text(call("index_status", "{}")).contains("up to date")) {
            Thread.onSpinWait();
        }
    }

    private String said() throws IOException {
        return Files.readString(errors.toPath());
    }

    private void endsWithItsClient() throws Exception {
        to.close();
        assertThat(server.waitFor(120, TimeUnit.SECONDS)).as("the process ends").isTrue();
        assertThat(server.exitValue()).isZero();
    }

    @Test
    void standardOutputCarriesMessagesAloneAlsoWhenLibrariesPrint() throws Exception {
        initialize();
        isIndexed();
        assertThat(text(call("search", "{\"query\":\"retry upload\",\"kinds\":\"code\"}")))
                .contains("\n\nUpload.java:1  ");
        to.close();
        // ask() has looked at every line so far, and these are the last.
        assertThat(from.lines().toList()).isEmpty();
        assertThat(said()).contains("printed by Java", "printed by a native");
    }

    @Test
    void garbageHugeLinesUnknownMethodsAndWrongArgumentsAreSurvived() throws Exception {
        initialize();
        line("hello");
        line("{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":");
        line("[".repeat(100_000));
        line("\"" + "x".repeat(LineFilter.LARGEST) + "\"");
        assertThat(ask("triptych/unknown", "{}").at("/error/code").asInt()).isEqualTo(-32601);
        assertThat(ask("tools/call", "{\"name\":\"nothing\",\"arguments\":{}}").toString())
                .contains("nothing");
        isIndexed();
        assertThat(call("search", "{}").path("isError").asBoolean()).isTrue();
        assertThat(text(call("search", "{\"query\":\"x\",\"k\":\"many\"}"))).contains("'many'", "whole number");
        assertThat(text(call("search", "{\"query\":\"x\",\"kinds\":[\"sound\"]}")))
                .contains("'sound'", "text, image or code");
        assertThat(text(call("similar", "{\"path\":\"../../etc/none\"}"))).contains("none");
        assertThat(call("search", "{\"query\":\"upload\",\"k\":\"2\"}")
                        .path("isError")
                        .asBoolean())
                .isFalse();
        endsWithItsClient();
        assertThat(said()).contains("not JSON", "a line of");
    }

    @Test
    void anAnswerIsNeverLongerThanWasAskedFor() throws Exception {
        initialize();
        isIndexed();
        for (int most : new int[] {500, 900, 3000}) {
            String answer = text(call("search", "{\"query\":\"dog beach\",\"k\":50,\"max_characters\":" + most + "}"));
            assertThat(answer).hasSizeLessThanOrEqualTo(most).contains("beach.md:");
        }
    }

    @Test
    void anIndexOfAnotherModelIsToldAndStaysAsItWas() throws Exception {
        server.destroyForcibly().waitFor();
        HashEncoder other = new HashEncoder("other");
        Path index = new IndexFolders(cache).of(root);
        try (PassageIndex foreign = PassageIndex.rebuild(index, other.fingerprint(), other.width())) {
            foreign.commit();
        }
        start(root);
        initialize();
        String status = text(call("index_status", "{}"));
        while (!status.contains("other@")) {
            status = text(call("index_status", "{}"));
        }
        JsonNode refused = call("search", "{\"query\":\"upload\"}");
        assertThat(refused.path("isError").asBoolean()).isTrue();
        assertThat(text(refused)).contains("other@", "hash@", "--rebuild");
        endsWithItsClient();
        assertThat(PassageIndex.describe(index).model().name()).isEqualTo("other");
    }
}
