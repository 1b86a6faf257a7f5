package dev.triptych.ide.lsp;

import dev.triptych.ide.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.services.TextDocumentService;

/** What stands in the editor: saved files go to the index, unsaved text is what is asked with when somebody points at it. */
final class OpenDocuments implements TextDocumentService {
    private final Workspace workspace;
    private final Map<Path, String> texts = new ConcurrentHashMap<>();

    OpenDocuments(Workspace workspace) {
        this.workspace = workspace;
    }

    /** What stands in the editor for a file, if it is open. */
    Optional<String> text(Path file) {
        return Optional.ofNullable(texts.get(file));
    }

    @Override
    public void didOpen(DidOpenTextDocumentParams params) {
        Locations.path(params.getTextDocument().getUri())
                .ifPresent(p -> texts.put(p, params.getTextDocument().getText()));
    }

    @Override
    public void didChange(DidChangeTextDocumentParams params) {
        // Whole texts are asked for, so the last one is how it stands.
        Locations.path(params.getTextDocument().getUri())
                .ifPresent(p -> params.getContentChanges().forEach(c -> texts.put(p, c.getText())));
    }

    @Override
    public void didSave(DidSaveTextDocumentParams params) {
        Locations.path(params.getTextDocument().getUri()).ifPresent(workspace::changed);
    }

    @Override
    public void didClose(DidCloseTextDocumentParams params) {
        Locations.path(params.getTextDocument().getUri()).ifPresent(texts::remove);
    }

    @Override
    public CompletableFuture<List<Either<Command, CodeAction>>> codeAction(CodeActionParams params) {
        List<String> only = params.getContext().getOnly();
        if (only != null && !only.isEmpty()) {
            return CompletableFuture.completedFuture(List.of());
        }
        Command similar = new Command(
                "Find similar code",
                WorkspaceRequests.SIMILAR,
                List.of(Map.of("uri", params.getTextDocument().getUri(), "range", params.getRange(), "show", true)));
        return CompletableFuture.completedFuture(List.of(Either.forLeft(similar)));
    }
}
