package dev.triptych.cli;

import dev.triptych.ide.IndexFolders;
import dev.triptych.ide.ProtocolOutput;
import dev.triptych.ide.SharedModel;
import dev.triptych.ide.lsp.LspProcess;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code triptych lsp}. */
@Command(
        name = "lsp",
        description = {
            "Serve an editor over standard input and output (Language Server Protocol): started by the editor, not by hand.",
            "",
            "The folders that the editor opens are indexed in the background, into their .triptych if there is one, otherwise into the"
                    + " user's cache. Offers symbols, the commands triptych.search and triptych.similar, and the action"
                    + " \"Find similar code\". modules/ide/README.md has settings for editors."
        },
        footer = {"  triptych lsp", "  triptych lsp --model DIR"})
final class LspCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final ModelOption model = new ModelOption();

    LspCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        // The model is not closed: a batch may still be in work, and the process ends with this command.
        SharedModel shared = new SharedModel(() -> model.load(session));
        return LspProcess.run(
                session.console().in(), ProtocolOutput.take(), shared, IndexFolders.system(), Version.number());
    }
}
