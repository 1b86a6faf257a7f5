package dev.triptych.ide.lsp;

import dev.triptych.ide.RootStatus;
import dev.triptych.ide.RootStatus.State;
import dev.triptych.ide.WorkspaceListener;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.ProgressParams;
import org.eclipse.lsp4j.WorkDoneProgressBegin;
import org.eclipse.lsp4j.WorkDoneProgressCreateParams;
import org.eclipse.lsp4j.WorkDoneProgressEnd;
import org.eclipse.lsp4j.WorkDoneProgressNotification;
import org.eclipse.lsp4j.WorkDoneProgressReport;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.services.LanguageClient;

/** Tells the client how far the indexing is: {@code $/progress} where it shows that, a line of its log in any case. */
final class ProgressNotices implements WorkspaceListener {
    /** A report for each hundredth is enough for any bar. */
    private static final int PARTS = 100;
    /** A saved file is in the index before a bar for it could be read. */
    private static final int FEW = 1;

    private final LanguageClient client;
    private final boolean bars;
    private final Map<Path, Bar> shown = new HashMap<>();
    private final Map<Path, String> told = new HashMap<>();
    private int count;

    /** A bar on the client's screen; what is told before the client has made it waits. */
    private static final class Bar {
        private final String token;
        private CompletableFuture<Void> last;
        private long part = -1;

        Bar(String token, CompletableFuture<Void> made) {
            this.token = token;
            this.last = made;
        }
    }

    /** @param bars whether the client shows progress that the server begins */
    ProgressNotices(LanguageClient client, boolean bars) {
        this.client = client;
        this.bars = bars;
    }

    @Override
    public synchronized void heard(RootStatus status) {
        if (status.state() == State.INDEXING) {
            if (bars && status.total() > FEW) {
                report(status);
            }
            return;
        }
        Optional.ofNullable(shown.remove(status.root())).ifPresent(bar -> {
            WorkDoneProgressEnd end = new WorkDoneProgressEnd();
            end.setMessage(status.state() == State.READY ? status.done() + " files" : status.line());
            send(bar, end);
        });
        // A failure is tried again and again, and is news only once.
        if (!status.line().equals(told.put(status.root(), status.line()))) {
            boolean failed = status.state() == State.FAILED;
            client.logMessage(
                    new MessageParams(failed ? MessageType.Warning : MessageType.Log, "triptych: " + status.line()));
            if (failed) {
                client.showMessage(new MessageParams(MessageType.Warning, "triptych: " + status.line()));
            }
        }
    }

    private void report(RootStatus status) {
        Bar bar = shown.get(status.root());
        if (bar == null) {
            bar = begun(status);
            shown.put(status.root(), bar);
        }
        long part = status.done() * PARTS / status.total();
        if (part > bar.part) {
            bar.part = part;
            WorkDoneProgressReport report = new WorkDoneProgressReport();
            report.setPercentage((int) part);
            report.setCancellable(true);
            report.setMessage(status.done() + " of " + status.total() + " files");
            send(bar, report);
        }
    }

    private Bar begun(RootStatus status) {
        String token = "triptych-" + ++count;
        Bar bar = new Bar(
                token,
                client.createProgress(new WorkDoneProgressCreateParams(Either.forLeft(token)))
                        .exceptionally(e -> null));
        WorkDoneProgressBegin begin = new WorkDoneProgressBegin();
        begin.setTitle("Indexing " + status.root().getFileName());
        begin.setCancellable(true);
        begin.setPercentage(0);
        send(bar, begin);
        return bar;
    }

    /** The folder whose bar has this token. */
    synchronized Optional<Path> folder(String token) {
        return shown.entrySet().stream()
                .filter(e -> e.getValue().token.equals(token))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private void send(Bar bar, WorkDoneProgressNotification notification) {
        ProgressParams params = new ProgressParams(Either.forLeft(bar.token), Either.forLeft(notification));
        bar.last = bar.last.thenRun(() -> client.notifyProgress(params));
    }
}
