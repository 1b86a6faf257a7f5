package dev.triptych.ide;

import dev.triptych.ide.lsp.LspProcess;
import dev.triptych.ide.mcp.McpProcess;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** {@code triptych lsp} and {@code triptych mcp} as processes, with a model of forty lines: {@code lsp|mcp CACHE [ROOT…]}. */
public final class ServerForTests {
    private ServerForTests() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        OutputStream out = ProtocolOutput.take();
        // What a careless library would do, in Java and below it.
        System.out.println("printed by Java");
        new ProcessBuilder("echo", "printed by a native").inheritIO().start().waitFor();
        IndexFolders folders = new IndexFolders(Path.of(args[1]));
        Supplier<HashEncoder> model = () -> new HashEncoder("hash");
        List<Path> roots = Arrays.stream(args).skip(2).map(Path::of).toList();
        int code = args[0].equals("lsp")
                ? LspProcess.run(System.in, out, model, folders, "test")
                : McpProcess.run(System.in, out, model, folders, roots, "test");
        System.exit(code);
    }

    /** Starts such a process as the launcher does; what it prints to standard error goes to a file. */
    public static Process start(File errors, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "exec \"$@\" 3>&1 1>&2", "sh"));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "--add-opens",
                "java.base/java.io=ALL-UNNAMED",
                "-Dtriptych.protocol=3",
                "-cp",
                System.getProperty("java.class.path"),
                ServerForTests.class.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command).redirectError(errors).start();
    }
}
