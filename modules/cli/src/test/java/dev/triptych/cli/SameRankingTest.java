package dev.triptych.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.ide.IndexFolders;
import dev.triptych.ide.lsp.LspProcess;
import dev.triptych.ide.mcp.McpProcess;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One service behind the command line, editors and assistants. */
@Timeout(300) // Only a hang takes as long.
class SameRankingTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> QUESTIONS =
            List.of("retry a failed upload", "dog on the beach", "print invoice", "send", "Mail.writeLetter");

    private final Terminal terminal = new Terminal(false);
    private Path root;

    @BeforeEach
    void anIndex(@TempDir Path temp) throws IOException {
        root = Files.createDirectory(temp.toRealPath().resolve("root"));
        Files.writeString(
                root.resolve("Upload.java"),
                "class Upload {\n  /** Tries a failed upload again. */\n  void retryUpload() { send(); }\n  void send() { net(); }\n}\n");
        Files.writeString(
                root.resolve("Mail.java"),
                "class Mail {\n  void writeLetter() { send(); }\n  void printInvoice() { print(); }\n}\n");
        Files.writeString(root.resolve("beach.md"), "# Beach\n\nA dog runs.\n\n# Upload\n\nRetry when it failed.\n");
        assertThat(terminal.run(
                                "index",
                                root.toString(),
                                "--index",
                                root.resolve(".triptych").toString())
                        .code())
                .isZero();
    }

    @Test
    void commandLineEditorAndAssistantGiveTheSameHitsInTheSameOrder() throws Exception {
        for (String question : QUESTIONS) {
            List<String> told = commandLine(question);
            assertThat(told).isNotEmpty();
            assertThat(editor(question)).as("editor: " + question).isEqualTo(told);
            assertThat(assistant(question)).as("assistant: " + question).isEqualTo(told);
        }
    }

    private List<String> commandLine(String question) throws IOException {
        Terminal.Answer answer = terminal.run(
                "search", question, "--index", root.resolve(".triptych").toString(), "--json", "-k", "6");
        List<String> places = new ArrayList<>();
        JSON.readTree(answer.out())
                .path("hits")
                .forEach(h -> places.add(h.path("location").asText()));
        return places;
    }

    private List<String> editor(String question) throws Exception {
        String folder = root.toUri().toString();
        JsonNode answer = conversation(
                true,
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"rootUri\":\"" + folder
                        + "\",\"capabilities\":{}}}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"initialized\",\"params\":{}}",
                "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"workspace/executeCommand\",\"params\":"
                        + "{\"command\":\"triptych.search\",\"arguments\":[{\"query\":\"" + question
                        + "\",\"k\":6}]}}");
        List<String> places = new ArrayList<>();
        answer.path("result").forEach(h -> places.add(h.path("place").asText()));
        return places;
    }

    private List<String> assistant(String question) throws Exception {
        JsonNode answer = conversation(
                false,
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-06-18\","
                        + "\"capabilities\":{},\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":"
                        + "{\"name\":\"search\",\"arguments\":{\"query\":\"" + question + "\",\"k\":6}}}");
        List<String> places = new ArrayList<>();
        Matcher anchor = Pattern.compile("(?m)^(\\S+:\\d+)  ")
                .matcher(answer.at("/result/content/0/text").asText());
        while (anchor.find()) {
            places.add(root.resolve(anchor.group(1)).toString());
        }
        return places;
    }

    /** Says all messages to a server in this process and gives the answer to number 2. */
    private JsonNode conversation(boolean framed, String... messages) throws Exception {
        PipedInputStream in = new PipedInputStream(1 << 16);
        PipedOutputStream to = new PipedOutputStream(in);
        PipedOutputStream out = new PipedOutputStream();
        PipedInputStream from = new PipedInputStream(out, 1 << 20);
        IndexFolders folders = new IndexFolders(root.resolveSibling("cache"));
        Thread server = new Thread(() -> {
            HashEncoder model = new HashEncoder("hash");
            if (framed) {
                LspProcess.run(in, out, () -> model, folders, "test");
            } else {
                McpProcess.run(in, out, () -> model, folders, List.of(root), "test");
            }
        });
        server.start();
        for (String message : messages) {
            byte[] body = message.getBytes(StandardCharsets.UTF_8);
            to.write(
                    framed
                            ? ("Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII)
                            : body);
            to.write(framed ? body : new byte[] {'\n'});
            to.flush();
            if (message.contains("\"id\":1,")) {
                answer(from, framed, 1);
            }
        }
        JsonNode answer = answer(from, framed, 2);
        to.close();
        server.join();
        return answer;
    }

    private static JsonNode answer(InputStream from, boolean framed, int id) throws IOException {
        while (true) {
            int length = framed ? Integer.parseInt(line(from).replaceAll("\\D", "")) : 0;
            byte[] body = framed ? from.readNBytes(2 + length) : line(from).getBytes(StandardCharsets.UTF_8);
            JsonNode message = JSON.readTree(new ByteArrayInputStream(body));
            if (message.path("id").asInt() == id && !message.has("method")) {
                return message;
            }
        }
    }

    private static String line(InputStream from) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = from.read(); b != '\n'; b = from.read()) {
            assertThat(b).as("the server is there").isNotNegative();
            line.write(b);
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
