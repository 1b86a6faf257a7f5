package dev.triptych.ide.lsp;

import dev.triptych.ide.Workspace;
import dev.triptych.index.Hit;
import dev.triptych.library.SearchOptions;
import dev.triptych.space.Code;
import dev.triptych.space.Modality;
import dev.triptych.space.Text;
import dev.triptych.space.TriptychException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.eclipse.lsp4j.DidChangeConfigurationParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.DidChangeWorkspaceFoldersParams;
import org.eclipse.lsp4j.ExecuteCommandParams;
import org.eclipse.lsp4j.SymbolInformation;
import org.eclipse.lsp4j.SymbolKind;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.eclipse.lsp4j.WorkspaceSymbol;
import org.eclipse.lsp4j.WorkspaceSymbolParams;
import org.eclipse.lsp4j.jsonrpc.CompletableFutures;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.services.WorkspaceService;

/** Questions to the whole workspace, and what it hears of its files. */
final class WorkspaceRequests implements WorkspaceService {
    static final String SEARCH = "triptych.search";
    static final String SIMILAR = "triptych.similar";
    static final String INDEX = "triptych.index";
    static final List<String> COMMANDS = List.of(SEARCH, SIMILAR, INDEX);

    /** A person looks at a page of symbols, and clients filter further while she types. */
    private static final int SYMBOLS = 50;

    private final Workspace workspace;
    private final OpenDocuments documents;
    private final Offer offer;
    private final Executor questions;

    WorkspaceRequests(Workspace workspace, OpenDocuments documents, Offer offer, Executor questions) {
        this.workspace = workspace;
        this.documents = documents;
        this.offer = offer;
        this.questions = questions;
    }

    /** Symbols whose name is what was typed come first, then those whose name begins with it or has its words; then as found. */
    @Override
    public CompletableFuture<Either<List<? extends SymbolInformation>, List<? extends WorkspaceSymbol>>> symbol(
            WorkspaceSymbolParams params) {
        String query = params.getQuery();
        return answer(() -> {
            if (query.isBlank()) {
                return Either.forRight(List.of());
            }
            SearchOptions options = SearchOptions.top(SYMBOLS).in(Set.of(Modality.CODE));
            return Either.forRight(workspace.search(Text.of(query), options).stream()
                    .filter(hit -> !hit.origin().symbol().isEmpty())
                    .sorted(Comparator.comparing(
                            hit -> SymbolMatch.of(query, hit.origin().symbol())))
                    .map(WorkspaceRequests::symbol)
                    .toList());
        });
    }

    private static WorkspaceSymbol symbol(Hit hit) {
        String symbol = hit.origin().symbol();
        int dot = symbol.lastIndexOf('.');
        return new WorkspaceSymbol(
                symbol.substring(dot + 1),
                kind(hit),
                Either.forLeft(Locations.location(hit.origin())),
                dot < 0 ? "" : symbol.substring(0, dot));
    }

    private static SymbolKind kind(Hit hit) {
        String signature = hit.passage().content() instanceof Code code ? code.signature() : "";
        if (signature.matches("(.* )?@?interface .*")) {
            return SymbolKind.Interface;
        }
        if (signature.matches("(.* )?enum .*")) {
            return SymbolKind.Enum;
        }
        if (signature.matches("(.* )?(class|record|struct|trait|object) .*")) {
            return SymbolKind.Class;
        }
        return signature.contains("(") ? SymbolKind.Method : SymbolKind.Field;
    }

    @Override
    public CompletableFuture<Object> executeCommand(ExecuteCommandParams params) {
        return switch (params.getCommand()) {
            case SEARCH ->
                answer(() -> {
                    SearchArguments asked = SearchArguments.of(params.getArguments());
                    return shown(workspace.search(Text.of(asked.words()), asked.options(Set.of())), asked.show());
                });
            case SIMILAR ->
                answer(() -> {
                    SearchArguments asked = SearchArguments.of(params.getArguments());
                    return shown(
                            workspace.similar(asked.pointed(documents::text), asked.options(Set.of(Modality.CODE))),
                            asked.show());
                });
            case INDEX ->
                answer(() -> {
                    workspace.rescan();
                    return true;
                });
            default ->
                CompletableFuture.failedFuture(new ResponseErrorException(new ResponseError(
                        ResponseErrorCode.InvalidParams,
                        "command: found '" + params.getCommand() + "', expected one of " + COMMANDS,
                        null)));
        };
    }

    private List<Locations.Found> shown(List<Hit> hits, boolean show) {
        List<Locations.Found> found = hits.stream().map(Locations::found).toList();
        if (show) {
            offer.make(found);
        }
        return found;
    }

    /** Works on another thread than the one that reads, so that {@code $/cancelRequest} is heard; what was cancelled in the queue is not begun. */
    private <T> CompletableFuture<T> answer(Supplier<T> question) {
        return CompletableFutures.computeAsync(questions, cancelled -> {
            cancelled.checkCanceled();
            try {
                T answer = question.get();
                cancelled.checkCanceled();
                return answer;
            } catch (TriptychException e) {
                throw new ResponseErrorException(
                        new ResponseError(ResponseErrorCode.RequestFailed, "triptych: " + e.getMessage(), null));
            }
        });
    }

    @Override
    public void didChangeConfiguration(DidChangeConfigurationParams params) {
        // There is nothing to configure.
    }

    @Override
    public void didChangeWatchedFiles(DidChangeWatchedFilesParams params) {
        params.getChanges().forEach(c -> Locations.path(c.getUri()).ifPresent(workspace::changed));
    }

    @Override
    public void didChangeWorkspaceFolders(DidChangeWorkspaceFoldersParams params) {
        folders(params.getEvent().getRemoved()).forEach(workspace::remove);
        folders(params.getEvent().getAdded()).forEach(workspace::add);
    }

    static List<Path> folders(List<WorkspaceFolder> folders) {
        return folders.stream()
                .flatMap(f -> Locations.path(f.getUri()).stream())
                .toList();
    }
}
