package dev.triptych.ide.mcp;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.ide.IndexFolders;
import dev.triptych.ide.RootStatus;
import dev.triptych.ide.RootStatus.State;
import dev.triptych.ide.Workspace;
import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import dev.triptych.space.TriptychException;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator.ValidationResponse;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.Supplier;

/** The server for assistants over two streams. */
public final class McpProcess {
    private static final String INSTRUCTIONS =
            """
            Searches a folder of source code, documents and pictures by meaning and by words; the index follows the edits. \
            Ask `search` in plain words ("where do we retry a failed upload"), or `similar` with a snippet or a place in a file. \
            Each hit begins with path:line.""";

    private static final String OPTIONS =
            """
            "k": {"type": "integer", "minimum": 1, "maximum": 50, "description": "Hits at most; 8 if not given."},
            "kinds": {"type": "array", "items": {"type": "string", "enum": ["code", "text", "image"]},
                      "description": "Only these kinds of passages."},
            "path_glob": {"type": "string", "description": "Only files like this: *.java, src/**, docs/{a,b}/*.md."},
            "max_characters": {"type": "integer", "minimum": 500, "maximum": 40000,
                               "description": "Length of the answer at most; 8000 if not given."}""";

    private static final String SEARCH =
            """
            {"type": "object", "required": ["query"], "properties": {
             "query": {"type": "string", "minLength": 1, "description": "What to look for, in plain words or names of symbols."},
             "mode": {"type": "string", "enum": ["hybrid", "semantic", "words"],
                      "description": "By meaning and words (hybrid, the usual), by meaning alone, or by words alone."},
             %s}}"""
                    .formatted(OPTIONS);

    private static final String SIMILAR =
            """
            {"type": "object", "properties": {
             "code": {"type": "string", "description": "A snippet; or give path."},
             "language": {"type": "string", "description": "Language of the snippet; java if not given."},
             "path": {"type": "string", "description": "A file: source, document or picture."},
             "first_line": {"type": "integer", "minimum": 1, "description": "Where in the file: a line of a method means the method."},
             "last_line": {"type": "integer", "minimum": 1},
             %s}}"""
                    .formatted(OPTIONS);

    private static final String NOTHING = "{\"type\": \"object\", \"properties\": {}}";

    private McpProcess() {}

    /**
     * Answers until the client closes its end.
     *
     * @param out carries the protocol and nothing else
     * @param space loaded when it is needed; belongs to the caller
     * @param roots folders to search
     * @param version told to the client
     * @return the exit code, 0
     */
    public static int run(
            InputStream in,
            OutputStream out,
            Supplier<? extends Encoder<Content>> space,
            IndexFolders indexes,
            List<Path> roots,
            String version) {
        CountDownLatch ended = new CountDownLatch(1);
        McpJsonMapper json = new JacksonMcpJsonMapper(new ObjectMapper());
        LineFilter lines = new LineFilter(in, McpProcess::say, ended::countDown);
        try (Workspace workspace = new Workspace(space, indexes, McpProcess::heard)) {
            roots.forEach(workspace::add);
            SearchTools tools = new SearchTools(workspace);
            McpSyncServer server = McpServer.sync(
                            new StdioServerTransportProvider(json, lines, out, LineFilter.LARGEST))
                    .serverInfo("triptych", version)
                    .instructions(INSTRUCTIONS)
                    .capabilities(ServerCapabilities.builder().tools(false).build())
                    // One after the other: answers that are ready at the same moment would get in each other's way in
                    // the SDK.
                    .immediateExecution(true)
                    // Ours say what to send instead.
                    .validateToolInputs(false)
                    .jsonSchemaValidator((schema, content) -> ValidationResponse.asValid(""))
                    .toolCall(
                            tool(json, "search", "Find code, text and pictures by meaning and by words.", SEARCH),
                            (exchange, call) -> answer(call.arguments(), tools::search))
                    .toolCall(
                            tool(
                                    json,
                                    "similar",
                                    "Find what is most like a snippet, a method in a file, or a picture.",
                                    SIMILAR),
                            (exchange, call) -> answer(call.arguments(), tools::similar))
                    .toolCall(
                            tool(
                                    json,
                                    "index_status",
                                    "What is indexed, with which model, and how complete it is.",
                                    NOTHING),
                            (exchange, call) -> answer(call.arguments(), asked -> tools.status()))
                    .build();
            ended.await();
            server.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private static Tool tool(McpJsonMapper json, String name, String description, String schema) {
        return Tool.builder(name, json, schema)
                .description(description)
                .annotations(ToolAnnotations.builder()
                        .readOnlyHint(true)
                        .openWorldHint(false)
                        .build())
                .build();
    }

    private static CallToolResult answer(Map<String, Object> arguments, Function<Arguments, String> tool) {
        try {
            return CallToolResult.builder()
                    .addTextContent(tool.apply(new Arguments(arguments)))
                    .isError(false)
                    .build();
        } catch (TriptychException e) {
            return CallToolResult.builder()
                    .addTextContent("triptych: " + e.getMessage())
                    .isError(true)
                    .build();
        }
    }

    private static void heard(RootStatus status) {
        if (status.state() == State.FAILED || status.state() == State.READY) {
            say(status.line());
        }
    }

    private static void say(String words) {
        System.err.println("triptych: " + words);
    }
}
