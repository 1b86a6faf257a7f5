package harbour.net;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

/** Sends files to a server over HTTP. */
public final class UploadClient {
    private final HttpClient http;
    private final URI server;
    private final RetryPolicy retry;

    public UploadClient(HttpClient http, URI server, RetryPolicy retry) {
        this.http = http;
        this.server = server;
        this.retry = retry;
    }

    /**
     * Uploads one file, and does so again when the server was busy or the line broke.
     *
     * @return the address under which the server has stored the file
     */
    public URI upload(Path file) throws Exception {
        return retry.call(() -> put(file));
    }

    private URI put(Path file) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(file.getFileName().toString()))
                .timeout(Duration.ofSeconds(30))
                .PUT(HttpRequest.BodyPublishers.ofFile(file))
                .build();
        HttpResponse<Void> response = http.send(request, HttpResponse.BodyHandlers.discarding());
        if (response.statusCode() / 100 != 2) {
            throw new IOException("the server answered " + response.statusCode() + " for " + file);
        }
        return response.uri();
    }
}
