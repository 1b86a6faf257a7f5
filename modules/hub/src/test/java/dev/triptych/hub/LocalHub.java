package dev.triptych.hub;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A hub on the loopback address, with one model, {@code acme/tiny}, and the faults that a test asks for. */
final class LocalHub implements AutoCloseable {
    static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    private final HttpServer server;
    private final HttpServer storage;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, byte[]> files = new TreeMap<>();
    private final Deque<Fault> faults = new ArrayDeque<>();

    /** Every request, as METHOD PATH and the headers of interest. */
    final List<Asked> asked = new CopyOnWriteArrayList<>();

    /** A request that arrived. */
    record Asked(String server, String path, String range, String authorization) {}

    /** What is done instead of answering; the first that knows the path is used up. */
    interface Fault {
        boolean answer(HttpExchange exchange, String path) throws IOException;
    }

    LocalHub() throws IOException {
        server = start("hub", this::hub);
        storage = start("storage", this::storage);
        put("config.json", "{\"model_type\": \"bert\"}");
        put("model.safetensors", noise(300_000));
    }

    private interface Route {
        void answer(HttpExchange exchange, String path) throws IOException;
    }

    private HttpServer start(String name, Route route) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(threads);
        http.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getRawPath();
            asked.add(new Asked(name, path, header(exchange, "Range"), header(exchange, "Authorization")));
            try (exchange) {
                if (!faulty(exchange, path)) {
                    route.answer(exchange, path);
                }
            }
        });
        http.start();
        return http;
    }

    private static String header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
    }

    private synchronized Optional<Fault> next() {
        return Optional.ofNullable(faults.poll());
    }

    private boolean faulty(HttpExchange exchange, String path) throws IOException {
        Optional<Fault> fault = next();
        if (fault.isPresent() && !fault.get().answer(exchange, path)) {
            synchronized (this) {
                faults.addFirst(fault.get());
            }
            return false;
        }
        return fault.isPresent();
    }

    LocalHub put(String path, byte[] content) {
        files.put(path, content);
        return this;
    }

    LocalHub put(String path, String content) {
        return put(path, content.getBytes(StandardCharsets.UTF_8));
    }

    LocalHub remove(String path) {
        files.remove(path);
        return this;
    }

    byte[] content(String path) {
        return Optional.ofNullable(files.get(path)).orElseThrow();
    }

    static byte[] noise(int bytes) {
        byte[] noise = new byte[bytes];
        new java.util.Random(bytes).nextBytes(noise);
        return noise;
    }

    /** The next request whose path contains {@code part} is answered so. */
    synchronized LocalHub fault(String part, int status, Map<String, String> headers) {
        faults.add((exchange, path) -> {
            if (!path.contains(part)) {
                return false;
            }
            headers.forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(status, -1);
            return true;
        });
        return this;
    }

    /** The next download of a large file gives so many bytes, then the connection is cut, or falls silent. */
    synchronized LocalHub cut(int bytes, boolean silent) {
        faults.add((exchange, path) -> {
            if (!path.startsWith("/storage/")) {
                return false;
            }
            byte[] all = content(path.substring("/storage/".length()));
            exchange.sendResponseHeaders(200, all.length);
            exchange.getResponseBody().write(all, 0, bytes);
            exchange.getResponseBody().flush();
            if (silent) {
                pause();
            }
            return true;
        });
        return this;
    }

    private static void pause() {
        try {
            Thread.sleep(20_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    HubSettings settings(Path cache) {
        return new HubSettings(
                endpoint(),
                Optional.empty(),
                cache,
                false,
                EnvironmentProxies.of(Map.of("no_proxy", "*", "http_proxy", "http://127.0.0.1:9")),
                new Patience(
                        Duration.ofSeconds(5),
                        Duration.ofMillis(700),
                        3,
                        Duration.ofMillis(10),
                        Duration.ofSeconds(5)));
    }

    List<String> paths() {
        return asked.stream().map(Asked::path).toList();
    }

    private void hub(HttpExchange exchange, String path) throws IOException {
        String model = "/api/models/acme/tiny/";
        if (path.equals(model + "revision/main") || path.equals(model + "revision/" + COMMIT)) {
            send(
                    exchange,
                    200,
                    new ObjectMapper().createObjectNode().put("sha", COMMIT).toString());
        } else if (path.startsWith(model + "revision/")) {
            exchange.getResponseHeaders().set("X-Error-Code", "RevisionNotFound");
            send(exchange, 404, "{\"error\":\"Invalid rev id\"}");
        } else if (path.equals(model + "tree/" + COMMIT)) {
            tree(exchange);
        } else if (path.startsWith("/acme/tiny/resolve/" + COMMIT + "/")) {
            resolve(exchange, path.substring(("/acme/tiny/resolve/" + COMMIT + "/").length()));
        } else {
            exchange.getResponseHeaders().set("X-Error-Code", "RepoNotFound");
            send(exchange, 404, "{\"error\":\"Repository not found\"}");
        }
    }

    /** Two entries a page, so that a client that reads one page misses most. */
    private void tree(HttpExchange exchange) throws IOException {
        String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
        int from = query.contains("cursor=") ? Integer.parseInt(query.replaceAll(".*cursor=(\\d+).*", "$1")) : 0;
        ArrayNode page = new ObjectMapper().createArrayNode();
        List<String> names = List.copyOf(files.keySet());
        for (String name : names.subList(from, Math.min(from + 2, names.size()))) {
            byte[] content = content(name);
            ObjectNode entry =
                    page.addObject().put("type", "file").put("path", name).put("size", content.length);
            entry.put(
                    "oid",
                    digest("SHA-1", ("blob " + content.length + "\0").getBytes(StandardCharsets.UTF_8), content));
            if (large(name)) {
                entry.putObject("lfs")
                        .put("oid", digest("SHA-256", new byte[0], content))
                        .put("size", content.length);
            }
        }
        if (from + 2 < names.size()) {
            String next = exchange.getRequestURI().getPath() + "?recursive=true&cursor=" + (from + 2);
            exchange.getResponseHeaders().set("Link", "<" + endpoint() + next + ">; rel=\"next\"");
        }
        send(exchange, 200, page.toString());
    }

    static boolean large(String name) {
        return name.endsWith(".safetensors") || name.endsWith(".bin");
    }

    private void resolve(HttpExchange exchange, String name) throws IOException {
        if (large(name)) {
            exchange.getResponseHeaders()
                    .set("Location", "http://127.0.0.1:" + storage.getAddress().getPort() + "/storage/" + name);
            exchange.sendResponseHeaders(302, -1);
        } else {
            storage(exchange, "/storage/" + name);
        }
    }

    private void storage(HttpExchange exchange, String path) throws IOException {
        byte[] all = content(path.substring("/storage/".length()));
        String range = header(exchange, "Range");
        int from = range.isEmpty() ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
        if (!range.isEmpty()) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (all.length - 1) + "/" + all.length);
        }
        exchange.sendResponseHeaders(range.isEmpty() ? 200 : 206, all.length == from ? -1 : all.length - from);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(all, from, all.length - from);
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    static String digest(String algorithm, byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            for (byte[] part : parts) {
                digest.update(part);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    @Override
    public void close() {
        server.stop(0);
        storage.stop(0);
        threads.shutdownNow();
    }
}
