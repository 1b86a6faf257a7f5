package dev.triptych.hub;

import dev.triptych.space.TriptychException;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which hub, as whom, and where copies are kept; the environment variables are those of huggingface_hub.
 *
 * @param endpoint {@code HF_ENDPOINT}
 * @param token {@code HF_TOKEN}; sent to the endpoint and to nobody else
 * @param cache {@code HF_HUB_CACHE}, or {@code hub} in {@code HF_HOME}
 * @param offline {@code HF_HUB_OFFLINE}: use the cache, connect to nobody
 * @param proxies {@code HTTPS_PROXY}, {@code HTTP_PROXY}, {@code ALL_PROXY} and {@code NO_PROXY}
 * @param patience timeouts and retries
 */
public record HubSettings(
        URI endpoint, Optional<String> token, Path cache, boolean offline, ProxySelector proxies, Patience patience) {
    private static final String HUGGING_FACE = "https://huggingface.co";
    private static final Set<String> YES = Set.of("1", "on", "yes", "true");

    public static HubSettings fromEnvironment(Map<String, String> environment) {
        String token = environment.getOrDefault("HF_TOKEN", "").strip();
        return new HubSettings(
                endpoint(environment.getOrDefault("HF_ENDPOINT", "").strip()),
                token.isEmpty() ? Optional.empty() : Optional.of(token),
                cache(environment),
                YES.contains(environment.getOrDefault("HF_HUB_OFFLINE", "").toLowerCase(Locale.ROOT)),
                EnvironmentProxies.of(environment),
                Patience.DEFAULT);
    }

    private static URI endpoint(String written) {
        String text = written.isEmpty() ? HUGGING_FACE : written.replaceAll("/+$", "");
        try {
            URI uri = URI.create(text);
            if (uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new TriptychException(
                    "HF_ENDPOINT: '" + text + "' is not a URL; unset it or write " + HUGGING_FACE, e);
        }
        throw new TriptychException(
                "HF_ENDPOINT", "'" + text + "'", "a URL such as " + HUGGING_FACE, "mend or unset it");
    }

    private static Path cache(Map<String, String> environment) {
        String hub = environment.getOrDefault("HF_HUB_CACHE", "");
        if (!hub.isEmpty()) {
            return Path.of(hub);
        }
        String home = environment.getOrDefault("HF_HOME", "");
        if (!home.isEmpty()) {
            return Path.of(home, "hub");
        }
        String caches = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path base = caches.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(caches);
        return base.resolve("huggingface").resolve("hub");
    }

    /** Without the token. */
    @Override
    public String toString() {
        return endpoint + ", cache " + cache + (token.isPresent() ? ", with a token" : "");
    }
}
