package dev.triptych.cli;

import dev.triptych.ide.IndexFolders;
import dev.triptych.ide.ProtocolOutput;
import dev.triptych.ide.SharedModel;
import dev.triptych.ide.mcp.McpProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code triptych mcp}. */
@Command(
        name = "mcp",
        description = {
            "Serve an assistant over standard input and output (Model Context Protocol): started by the assistant, not by hand.",
            "",
            "The folders are indexed in the background, into their .triptych if there is one, otherwise into the user's cache."
                    + " Offers the tools search, similar and index_status. modules/ide/README.md has settings for assistants."
        },
        footer = {"  triptych mcp                      the current folder", "  triptych mcp ~/code ~/papers"})
final class McpCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "DIR", arity = "0..*", description = "Folders to search; default the current one.")
    private List<Path> folders = new ArrayList<>();

    @Mixin
    private final ModelOption model = new ModelOption();

    McpCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        // The model is not closed: a batch may still be in work, and the process ends with this command.
        SharedModel shared = new SharedModel(() -> model.load(session));
        return McpProcess.run(
                session.console().in(),
                ProtocolOutput.take(),
                shared,
                IndexFolders.system(),
                folders.isEmpty() ? List.of(Path.of("")) : folders,
                Version.number());
    }
}
