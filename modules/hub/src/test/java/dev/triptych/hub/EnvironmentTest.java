package dev.triptych.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentTest {
    private static Proxy proxy(Map<String, String> environment, String uri) {
        ProxySelector selector = EnvironmentProxies.of(environment);
        return selector.select(URI.create(uri)).get(0);
    }

    @Test
    void proxyGoesByTheSchemeOfTheAddress() {
        Map<String, String> both = Map.of("HTTP_PROXY", "http://a:1", "https_proxy", "b:2");
        assertThat(proxy(both, "http://x").address()).isEqualTo(InetSocketAddress.createUnresolved("a", 1));
        assertThat(proxy(both, "https://x").address()).isEqualTo(InetSocketAddress.createUnresolved("b", 2));
        assertThat(proxy(Map.of("HTTP_PROXY", "http://a:1"), "https://x")).isEqualTo(Proxy.NO_PROXY);
    }

    @Test
    void exceptionsAreHostsAndTheirSubdomains() {
        Map<String, String> env =
                Map.of("ALL_PROXY", "http://a:1", "NO_PROXY", "localhost, .corp.example ,huggingface.co:443");
        assertThat(proxy(env, "https://huggingface.co/x")).isEqualTo(Proxy.NO_PROXY);
        assertThat(proxy(env, "http://huggingface.co/x").type()).isEqualTo(Proxy.Type.HTTP);
        assertThat(proxy(env, "https://mirror.corp.example")).isEqualTo(Proxy.NO_PROXY);
        assertThat(proxy(env, "https://notcorp.example").type()).isEqualTo(Proxy.Type.HTTP);
        assertThat(proxy(Map.of("ALL_PROXY", "http://a:1", "no_proxy", "*"), "https://x"))
                .isEqualTo(Proxy.NO_PROXY);
    }

    @Test
    void proxyThatCannotBeUsedIsNamedWithoutItsPassword() {
        assertThatThrownBy(() -> EnvironmentProxies.of(Map.of("https_proxy", "http://me:secret@a:1")))
                .hasMessageContaining("HTTPS_PROXY")
                .hasMessageNotContaining("secret");
    }

    @Test
    void cacheIsWhereHuggingfaceHubHasIt() {
        assertThat(HubSettings.fromEnvironment(Map.of()).cache())
                .isEqualTo(Path.of(System.getProperty("user.home"), ".cache/huggingface/hub"));
        assertThat(HubSettings.fromEnvironment(Map.of("HF_HOME", "/h")).cache()).isEqualTo(Path.of("/h/hub"));
        assertThat(HubSettings.fromEnvironment(Map.of("HF_HOME", "/h", "HF_HUB_CACHE", "/c"))
                        .cache())
                .isEqualTo(Path.of("/c"));
    }

    @Test
    void tokenIsNotPrintedWithTheSettings() {
        assertThat(HubSettings.fromEnvironment(Map.of("HF_TOKEN", "hf_secret")).toString())
                .doesNotContain("hf_secret");
    }

    @Test
    void endpointThatIsNoAddressIsNamed() {
        assertThatThrownBy(() -> HubSettings.fromEnvironment(Map.of("HF_ENDPOINT", "hub.corp")))
                .hasMessageContaining("HF_ENDPOINT")
                .hasMessageContaining("hub.corp");
    }
}
