package dev.triptych.ide;

import dev.triptych.ide.lsp.LspProcess;
import dev.triptych.ide.mcp.McpProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** {@code triptych lsp} and {@code triptych mcp} with a model of forty lines: {@code ServerForTests lsp|mcp CACHE [ROOT…]}. */
public final class ServerForTests {
    private ServerForTests() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        OutputStream out = ProtocolOutput.take();
        // What a careless library would do, in Java and below it.
        System.out.println("printed by Java");
        new ProcessBuilder("echo", "printed by a native").inheritIO().start().waitFor();
        IndexFolders folders = new IndexFolders(Path.of(args[1]));
        Supplier<HashEncoder> model = () -> new HashEncoder(System.getProperty("model", "hash"));
        int code = args[0].equals("lsp")
                ? LspProcess.run(System.in, out, model, folders, "test")
                : McpProcess.run(
                        System.in,
                        out,
                        model,
                        folders,
                        Arrays.stream(args).skip(2).map(Path::of).toList(),
                        "test");
        System.exit(code);
    }

    /** The command line of a process like that. */
    static List<String> command(String... args) {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--add-opens",
                "java.base/java.io=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                ServerForTests.class.getName()));
        command.addAll(List.of(args));
        return command;
    }
}
