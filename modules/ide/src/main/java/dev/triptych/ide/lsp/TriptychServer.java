package dev.triptych.ide.lsp;

import dev.triptych.ide.IndexFolders;
import dev.triptych.ide.RootStatus;
import dev.triptych.ide.Workspace;
import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.DidChangeWatchedFilesRegistrationOptions;
import org.eclipse.lsp4j.ExecuteCommandOptions;
import org.eclipse.lsp4j.FileSystemWatcher;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.Registration;
import org.eclipse.lsp4j.RegistrationParams;
import org.eclipse.lsp4j.SaveOptions;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.ServerInfo;
import org.eclipse.lsp4j.TextDocumentSyncKind;
import org.eclipse.lsp4j.TextDocumentSyncOptions;
import org.eclipse.lsp4j.WorkDoneProgressCancelParams;
import org.eclipse.lsp4j.WorkspaceFoldersOptions;
import org.eclipse.lsp4j.WorkspaceServerCapabilities;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.eclipse.lsp4j.services.WorkspaceService;
import org.jspecify.annotations.Nullable;

/** A conversation with one editor, from {@code initialize} to {@code exit}. */
final class TriptychServer implements LanguageServer, AutoCloseable {
    private final LanguageClient client;
    private final String version;
    private final Workspace workspace;
    private final OpenDocuments documents;
    private final WorkspaceRequests requests;
    private final Offer offer;
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();
    private volatile @Nullable ProgressNotices notices;
    private volatile List<Path> folders = List.of();
    private volatile boolean watches;
    private volatile boolean down;

    TriptychServer(
            LanguageClient client,
            Supplier<? extends Encoder<Content>> space,
            IndexFolders indexes,
            String version,
            Executor questions) {
        this.client = client;
        this.version = version;
        workspace = new Workspace(space, indexes, this::heard);
        documents = new OpenDocuments(workspace);
        offer = new Offer(client);
        requests = new WorkspaceRequests(workspace, documents, offer, questions);
    }

    private void heard(RootStatus status) {
        ProgressNotices n = notices;
        if (n != null) {
            n.heard(status);
        }
    }

    /** The exit code, when the conversation has ended. */
    CompletableFuture<Integer> ended() {
        return ended;
    }

    /** The client is gone, with or without a good-bye. */
    void gone() {
        ended.complete(down ? 0 : 1);
    }

    @Override
    public CompletableFuture<InitializeResult> initialize(InitializeParams params) {
        Optional<ClientCapabilities> can = Optional.ofNullable(params.getCapabilities());
        boolean bars = can.map(ClientCapabilities::getWindow)
                .map(w -> Boolean.TRUE.equals(w.getWorkDoneProgress()))
                .orElse(false);
        notices = new ProgressNotices(client, bars);
        watches = can.map(ClientCapabilities::getWorkspace)
                .map(w -> w.getDidChangeWatchedFiles())
                .map(w -> Boolean.TRUE.equals(w.getDynamicRegistration()))
                .orElse(false);
        if (can.map(ClientCapabilities::getWindow)
                .map(w -> w.getShowDocument())
                .map(s -> s.isSupport())
                .orElse(false)) {
            offer.enable();
        }
        folders = folders(params);
        // A process of another machine or container has a number that means nothing here.
        Optional.ofNullable(params.getProcessId()).flatMap(ProcessHandle::of).ifPresent(editor -> {
            var unused = editor.onExit().thenRun(this::gone);
        });
        return CompletableFuture.completedFuture(
                new InitializeResult(capabilities(), new ServerInfo("triptych", version)));
    }

    // Clients that are older than workspace folders say the root in one of two older ways.
    @SuppressWarnings("deprecation")
    private static List<Path> folders(InitializeParams params) {
        if (params.getWorkspaceFolders() != null
                && !params.getWorkspaceFolders().isEmpty()) {
            return WorkspaceRequests.folders(params.getWorkspaceFolders());
        }
        if (params.getRootUri() != null) {
            return Locations.path(params.getRootUri()).stream().toList();
        }
        return params.getRootPath() == null ? List.of() : List.of(Path.of(params.getRootPath()));
    }

    private static ServerCapabilities capabilities() {
        ServerCapabilities all = new ServerCapabilities();
        TextDocumentSyncOptions sync = new TextDocumentSyncOptions();
        sync.setOpenClose(true);
        sync.setChange(TextDocumentSyncKind.Full);
        sync.setSave(new SaveOptions(false));
        all.setTextDocumentSync(sync);
        all.setWorkspaceSymbolProvider(true);
        // Not empty options: Emacs reads an empty object as no.
        all.setCodeActionProvider(true);
        all.setExecuteCommandProvider(new ExecuteCommandOptions(WorkspaceRequests.COMMANDS));
        WorkspaceFoldersOptions folders = new WorkspaceFoldersOptions();
        folders.setSupported(true);
        folders.setChangeNotifications(true);
        all.setWorkspace(new WorkspaceServerCapabilities(folders));
        return all;
    }

    @Override
    public void initialized(InitializedParams params) {
        if (watches) {
            // A client that offers it and then refuses loses nothing but this.
            var unused = client.registerCapability(new RegistrationParams(List.of(new Registration(
                    "triptych-files",
                    "workspace/didChangeWatchedFiles",
                    new DidChangeWatchedFilesRegistrationOptions(
                            List.of(new FileSystemWatcher(Either.forLeft("**/*"))))))));
        }
        folders.forEach(workspace::add);
    }

    @Override
    public void cancelProgress(WorkDoneProgressCancelParams params) {
        ProgressNotices n = notices;
        if (n != null && params.getToken().isLeft()) {
            n.folder(params.getToken().getLeft()).ifPresent(workspace::cancel);
        }
    }

    @Override
    public CompletableFuture<Object> shutdown() {
        down = true;
        // Not here: whoever asked waits for the answer, and a batch that is being embedded takes seconds.
        workspace.status().forEach(root -> workspace.cancel(root.root()));
        return CompletableFuture.completedFuture(new Object());
    }

    @Override
    public void exit() {
        gone();
    }

    @Override
    public TextDocumentService getTextDocumentService() {
        return documents;
    }

    @Override
    public WorkspaceService getWorkspaceService() {
        return requests;
    }

    @Override
    public void close() {
        workspace.close();
    }
}
