package dev.triptych.ide.lsp;

import dev.triptych.ide.IndexFolders;
import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.jsonrpc.Endpoint;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.jsonrpc.services.ServiceEndpoints;
import org.eclipse.lsp4j.services.LanguageClient;

/** The language server over two streams. */
public final class LspProcess {
    private LspProcess() {}

    /**
     * Talks until the client says {@code exit}, closes its end, or dies.
     *
     * @param out carries the protocol and nothing else
     * @param space loaded when it is needed; belongs to the caller
     * @param version told to the client
     * @return the exit code: 0 after {@code shutdown}, otherwise 1
     */
    public static int run(
            InputStream in,
            OutputStream out,
            Supplier<? extends Encoder<Content>> space,
            IndexFolders indexes,
            String version) {
        ExecutorService threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "lsp");
            thread.setDaemon(true);
            return thread;
        });
        LateEndpoint later = new LateEndpoint();
        LanguageClient client = ServiceEndpoints.toServiceObject(later, LanguageClient.class);
        try (TriptychServer server = new TriptychServer(client, space, indexes, version, threads)) {
            FrameFilter frames = new FrameFilter(in, dropped -> {
                System.err.println("triptych: " + dropped);
                client.logMessage(new MessageParams(MessageType.Warning, "triptych: " + dropped));
            });
            Launcher<LanguageClient> launcher = new Launcher.Builder<LanguageClient>()
                    .setLocalService(server)
                    .setRemoteInterface(LanguageClient.class)
                    .setInput(frames)
                    .setOutput(out)
                    .setExecutorService(threads)
                    .create();
            later.remote.complete(launcher.getRemoteEndpoint());
            Future<Void> listening = launcher.startListening();
            threads.execute(() -> {
                try {
                    listening.get();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } catch (ExecutionException e) {
                    System.err.println("triptych: the editor cannot be heard any more: " + e.getCause());
                }
                server.gone();
            });
            return server.ended().join();
        } finally {
            threads.shutdownNow();
        }
    }

    /** The way to the client, for a server that has to be there before the way is. */
    private static final class LateEndpoint implements Endpoint {
        private final CompletableFuture<Endpoint> remote = new CompletableFuture<>();

        @Override
        public CompletableFuture<?> request(String method, Object parameter) {
            return remote.join().request(method, parameter);
        }

        @Override
        public void notify(String method, Object parameter) {
            remote.join().notify(method, parameter);
        }
    }
}
