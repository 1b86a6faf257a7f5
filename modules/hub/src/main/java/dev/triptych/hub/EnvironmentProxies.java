package dev.triptych.hub;

import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Proxies as curl and Python read them from the environment; without any, those of the JVM. */
final class EnvironmentProxies extends ProxySelector {
    private static final int HTTP_PORT = 80;

    private final Map<String, Proxy> byScheme;
    private final List<String> exceptions;

    private EnvironmentProxies(Map<String, Proxy> byScheme, List<String> exceptions) {
        this.byScheme = byScheme;
        this.exceptions = exceptions;
    }

    static ProxySelector of(Map<String, String> environment) {
        Map<String, Proxy> byScheme = new HashMap<>();
        for (String scheme : List.of("http", "https")) {
            String name = scheme + "_proxy";
            String written = first(environment, name, "all_proxy");
            if (!written.isEmpty()) {
                byScheme.put(scheme, proxy(name.toUpperCase(Locale.ROOT), written));
            }
        }
        ProxySelector ofTheJvm = ProxySelector.getDefault();
        if (byScheme.isEmpty() && ofTheJvm != null) {
            return ofTheJvm;
        }
        List<String> exceptions = Arrays.stream(first(environment, "no_proxy").split(","))
                .map(e -> e.strip().toLowerCase(Locale.ROOT))
                .filter(e -> !e.isEmpty())
                .toList();
        return new EnvironmentProxies(byScheme, exceptions);
    }

    private static String first(Map<String, String> environment, String... names) {
        for (String name : names) {
            for (String spelt : List.of(name, name.toUpperCase(Locale.ROOT))) {
                String value = environment.getOrDefault(spelt, "").strip();
                if (!value.isEmpty()) {
                    return value;
                }
            }
        }
        return "";
    }

    private static Proxy proxy(String name, String written) {
        try {
            URI uri = URI.create(written.contains("://") ? written : "http://" + written);
            if ("http".equals(uri.getScheme()) && uri.getHost() != null && uri.getUserInfo() == null) {
                int port = uri.getPort() < 0 ? HTTP_PORT : uri.getPort();
                // Unresolved: the name is looked up when somebody asks for a file, not before.
                return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(uri.getHost(), port));
            }
        } catch (IllegalArgumentException e) {
            throw new TriptychException(name + ": it is not a URL; write http://HOST:PORT", e);
        }
        // Not printed: it may hold a password.
        throw new TriptychException(
                name, "another kind of proxy", "http://HOST:PORT without a password", "use such a one, or unset it");
    }

    @Override
    public List<Proxy> select(@Nullable URI uri) {
        if (uri == null || uri.getHost() == null) {
            return List.of(Proxy.NO_PROXY);
        }
        Proxy proxy = byScheme.get(uri.getScheme());
        return List.of(proxy == null || excepted(uri) ? Proxy.NO_PROXY : proxy);
    }

    private boolean excepted(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        int port = uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : HTTP_PORT;
        for (String exception : exceptions) {
            String name =
                    exception.endsWith(":" + port) ? exception.substring(0, exception.lastIndexOf(':')) : exception;
            String bare = name.startsWith("*.") ? name.substring(2) : name.startsWith(".") ? name.substring(1) : name;
            if (name.equals("*") || host.equals(bare) || host.endsWith("." + bare)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void connectFailed(@Nullable URI uri, @Nullable SocketAddress address, @Nullable IOException e) {
        // The client tells.
    }
}
