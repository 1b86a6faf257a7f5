package dev.triptych.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The hub's routes, as its OpenAPI description and huggingface_hub have them. */
final class HubApi {
    private static final int MOST_BYTES = 64 << 20;
    private static final int MOST_PAGES = 100;
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>\\s*;\\s*rel=\"?next\"?");
    private static final Pattern SHA1 = Pattern.compile("[0-9a-f]{40}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final HubSettings settings;
    private final Http http;
    private final ObjectMapper json = new ObjectMapper();

    /** A body and the address of the page after it. */
    private record Page(JsonNode content, Optional<URI> next) {}

    HubApi(HubSettings settings, Http http) {
        this.settings = settings;
        this.http = http;
    }

    /** The commit that the revision means now. */
    String commit(Repository repository) {
        URI uri = at("/api/models/" + repository.id() + "/revision/" + encoded(repository.revision()));
        String sha = page(repository, uri).content().path("sha").asText();
        if (!Repository.isCommit(sha)) {
            throw strange(repository, uri, "sha", sha, "a commit of 40 hexadecimal digits");
        }
        return sha;
    }

    /** All files of a commit. */
    List<HubFile> files(Repository repository, String commit) {
        URI uri = at("/api/models/" + repository.id() + "/tree/" + commit + "?recursive=true");
        List<HubFile> files = new ArrayList<>();
        Optional<URI> next = Optional.of(uri);
        for (int i = 0; next.isPresent(); i++) {
            if (i == MOST_PAGES) {
                throw strange(repository, uri, "Link", "more than " + MOST_PAGES + " pages", "a list that ends");
            }
            Page page = page(repository, next.get());
            for (JsonNode entry : page.content()) {
                if (entry.path("type").asText().equals("file")) {
                    files.add(file(repository, uri, entry));
                }
            }
            next = page.next();
        }
        return files;
    }

    private static HubFile file(Repository repository, URI uri, JsonNode entry) {
        String path = entry.path("path").asText();
        // The name becomes a name on this disk: it may not lead out of the model's folder.
        boolean inside = !path.isEmpty()
                && path.chars().noneMatch(c -> c < ' ' || "\\:*?\"<>|".indexOf(c) >= 0)
                && Arrays.stream(path.split("/", -1)).noneMatch(p -> p.isEmpty() || p.equals(".") || p.equals(".."));
        if (!inside) {
            throw strange(repository, uri, "path", path, "a name inside the model");
        }
        boolean large = entry.path("lfs").isObject();
        JsonNode holder = large ? entry.path("lfs") : entry;
        String digest = holder.path("oid").asText().replaceFirst("^sha256:", "");
        long bytes = holder.path("size").asLong(-1);
        if (bytes < 0 || !(large ? SHA256 : SHA1).matcher(digest).matches()) {
            throw strange(repository, uri, path, "size " + bytes + " and oid '" + digest + "'", "its size and digest");
        }
        return new HubFile(path, bytes, new Checksum(large ? Checksum.Kind.SHA256 : Checksum.Kind.GIT_SHA1, digest));
    }

    /** A small JSON file of the model. */
    JsonNode read(Repository repository, String commit, String path) {
        return page(repository, content(repository, commit, path)).content();
    }

    /** Where the content of a file is. */
    URI content(Repository repository, String commit, String path) {
        return at("/" + repository.id() + "/resolve/" + commit + "/"
                + Arrays.stream(path.split("/")).map(HubApi::encoded).collect(Collectors.joining("/")));
    }

    private Page page(Repository repository, URI uri) {
        return http.patiently(repository, () -> 0, () -> {
            try (Http.Answer answer = http.get(repository, uri, Map.of())) {
                byte[] body = answer.body().readNBytes(MOST_BYTES);
                Matcher next = NEXT.matcher(answer.headers().firstValue("link").orElse(""));
                return new Page(
                        parsed(repository, uri, body), next.find() ? after(uri, next.group(1)) : Optional.empty());
            }
        });
    }

    private static Optional<URI> after(URI uri, String link) throws IOException {
        try {
            return Optional.of(uri.resolve(link));
        } catch (IllegalArgumentException e) {
            throw new IOException("the address of the next page is no URL", e);
        }
    }

    private JsonNode parsed(Repository repository, URI uri, byte[] body) throws IOException {
        try {
            return json.readTree(body);
        } catch (JsonProcessingException e) {
            String start = new String(body, 0, Math.min(body.length, 40), StandardCharsets.UTF_8);
            throw strange(repository, uri, "body", "'" + start + "…'", "JSON");
        }
    }

    private static TriptychException strange(
            Repository repository, URI uri, String field, String found, String expected) {
        return new TriptychException(
                repository + ", " + uri + ", " + field,
                found.isEmpty() ? "nothing" : found,
                expected,
                "check HF_ENDPOINT: this is not what a Hugging Face hub answers");
    }

    private URI at(String pathAndQuery) {
        return URI.create(settings.endpoint() + pathAndQuery);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
