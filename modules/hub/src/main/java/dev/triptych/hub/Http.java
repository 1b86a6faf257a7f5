package dev.triptych.hub;

import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLException;

/** Questions to the hub: redirects without giving the token away, retries with pauses, and an end to every wait. */
final class Http {
    private static final int MOST_REDIRECTS = 10;
    private static final int OFTEN = 5;

    private final HubSettings settings;
    private final HttpClient client;
    private final Refusals refusals;

    Http(HubSettings settings) {
        this.settings = settings;
        refusals = new Refusals(settings.endpoint(), settings.token().isPresent());
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.patience().connect())
                .proxy(settings.proxies())
                .build();
    }

    /** What came back. */
    record Answer(int status, HttpHeaders headers, TimedBody body) implements AutoCloseable {
        @Override
        public void close() {
            body.close();
        }
    }

    /** Something that may fail for a while. */
    interface Attempt<T> {
        T run() throws IOException;
    }

    /** Tries until it works; an attempt that moved {@code progress} on starts the count again. */
    <T> T patiently(Repository repository, LongSupplier progress, Attempt<T> attempt) {
        Patience patience = settings.patience();
        int failures = 0;
        long before = progress.getAsLong();
        while (true) {
            try {
                return attempt.run();
            } catch (IOException e) {
                long now = progress.getAsLong();
                failures = now > before ? 1 : failures + 1;
                before = now;
                Duration pause = patience.pause().multipliedBy(1L << Math.min(failures - 1, OFTEN));
                if (e instanceof Busy busy && busy.retryAfter().isPresent()) {
                    pause = busy.retryAfter().get();
                }
                if (failures >= patience.attempts() || pause.compareTo(patience.longest()) > 0) {
                    throw gaveUp(repository, e, failures, pause);
                }
                sleep(pause, e);
            }
        }
    }

    private static void sleep(Duration pause, IOException why) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TriptychException("interrupted while waiting after: " + why.getMessage(), e);
        }
    }

    private TriptychException gaveUp(Repository repository, IOException e, int failures, Duration pause) {
        String where = repository + " at " + settings.endpoint();
        String tried = " (" + failures + (failures == 1 ? " attempt)" : " attempts)");
        String resume = "; what was fetched is kept: run it again";
        if (e instanceof Busy busy) {
            String wait = busy.retryAfter().isPresent() ? " in " + pause.toSeconds() + " s" : " later";
            return new TriptychException(where + ": " + e.getMessage() + tried + resume + wait, e);
        }
        if (e instanceof ConnectException || e instanceof java.net.http.HttpConnectTimeoutException) {
            return new TriptychException(
                    where + ": not reachable" + tried + "; check the network, HTTPS_PROXY and HF_ENDPOINT"
                            + "; HF_HUB_OFFLINE=1 uses a copy in the cache if there is one",
                    e);
        }
        if (e instanceof SSLException) {
            return new TriptychException(
                    where + ": no trusted connection (" + e.getMessage() + ")"
                            + "; give Java your network's certificate: TRIPTYCH_JAVA_OPTS=-Djavax.net.ssl.trustStore=FILE",
                    e);
        }
        String what = e instanceof HttpTimeoutException ? "no answer in time" : "the connection broke";
        return new TriptychException(where + ": " + what + " (" + e.getMessage() + ")" + tried + resume, e);
    }

    /**
     * Asks once; the answer is 200, 206, or 416 for a range that the file does not have.
     *
     * @throws IOException if it may work later
     * @throws TriptychException if it will not
     */
    Answer get(Repository repository, URI asked, Map<String, String> headers) throws IOException {
        URI uri = asked;
        for (int i = 0; i < MOST_REDIRECTS; i++) {
            Answer answer = send(uri, headers);
            int status = answer.status();
            if (status == 200 || status == 206 || status == 416) {
                return answer;
            }
            answer.close();
            if (status == 301 || status == 302 || status == 303 || status == 307 || status == 308) {
                uri = next(
                        repository, uri, answer.headers().firstValue("location").orElse(""));
            } else if (status == Refusals.TOO_MANY || status >= 500) {
                throw new Busy(status, retryAfter(answer.headers()));
            } else {
                throw refusals.of(status, answer.headers(), repository, uri);
            }
        }
        throw new TriptychException(
                repository + " at " + settings.endpoint(),
                MOST_REDIRECTS + " redirects",
                "an answer",
                "check HF_ENDPOINT");
    }

    private Answer send(URI uri, Map<String, String> headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(settings.patience().silence())
                // A packed answer would have another length than the file.
                .header("Accept-Encoding", "identity")
                .header("User-Agent", "triptych");
        headers.forEach(request::header);
        if (sameServer(uri, settings.endpoint())) {
            settings.token().ifPresent(t -> request.header("Authorization", "Bearer " + t));
        }
        try {
            HttpResponse<Flow.Publisher<List<ByteBuffer>>> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofPublisher());
            TimedBody body = new TimedBody(settings.patience().silence());
            response.body().subscribe(body);
            return new Answer(response.statusCode(), response.headers(), body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TriptychException("interrupted while waiting for " + uri.getHost(), e);
        }
    }

    private static boolean sameServer(URI a, URI b) {
        return a.getScheme().equalsIgnoreCase(b.getScheme())
                && a.getHost().equalsIgnoreCase(b.getHost())
                && a.getPort() == b.getPort();
    }

    static URI next(Repository repository, URI from, String location) {
        try {
            URI to = from.resolve(location);
            boolean web = "https".equals(to.getScheme()) || "http".equals(to.getScheme());
            boolean weaker = "https".equals(from.getScheme()) && "http".equals(to.getScheme());
            if (!location.isEmpty() && to.getHost() != null && web && !weaker) {
                return to;
            }
        } catch (IllegalArgumentException e) {
            throw new TriptychException(repository + ": a redirect to what is no URL; check HF_ENDPOINT", e);
        }
        throw new TriptychException(
                repository + ", redirect from " + from.getHost(),
                "'" + location + "'",
                "an address as safe as the first",
                "check HF_ENDPOINT");
    }

    /** RFC 9110: seconds or a date. */
    private static Optional<Duration> retryAfter(HttpHeaders headers) {
        return headers.firstValue("retry-after").flatMap(value -> {
            try {
                if (value.matches("\\d{1,9}")) {
                    return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
                }
                Instant then = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT))
                        .toInstant();
                Duration wait = Duration.between(Instant.now(), then);
                return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        });
    }
}
