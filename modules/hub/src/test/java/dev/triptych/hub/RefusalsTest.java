package dev.triptych.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.triptych.space.Progress;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each refusal is one line that says what was found, what was expected and what to do. */
class RefusalsTest {
    @TempDir
    private Path disk;

    private LocalHub hub;

    @BeforeEach
    void start() throws IOException {
        hub = new LocalHub();
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private String refused(String model) {
        return refused(model, hub.settings(disk));
    }

    private static String refused(String written, HubSettings settings) {
        Throwable thrown = catchThrowable(() -> {
            ModelHub model = new ModelHub(settings);
            model.pull(model.resolve(Repository.parse(written)), Progress.none());
        });
        assertThat(thrown).isInstanceOf(TriptychException.class);
        String message = String.valueOf(thrown.getMessage());
        assertThat(message.lines()).hasSize(1);
        return message;
    }

    private HubSettings withToken() {
        HubSettings s = hub.settings(disk);
        return new HubSettings(s.endpoint(), Optional.of("hf_secret"), disk, false, s.proxies(), s.patience());
    }

    @Test
    void unknownModelSaysToCheckTheName() {
        assertThat(refused("acme/huge")).contains("acme/huge", "no such model", "check the name");
    }

    @Test
    void unknownRevisionIsTheRevisionsFaultAndNotTheModels() {
        assertThat(refused("acme/tiny@v9")).contains("no revision 'v9'", "commits/main");
    }

    @Test
    void revisionWithASlashIsOneNameInTheRoute() {
        refused("acme/tiny@refs/pr/1");
        assertThat(hub.paths()).containsExactly("/api/models/acme/tiny/revision/refs%2Fpr%2F1");
    }

    @Test
    void unauthorizedWithoutATokenAsksForOne() {
        hub.fault("/revision/", 401, Map.of());
        assertThat(refused("acme/tiny")).contains("401", "set HF_TOKEN");
    }

    @Test
    void unauthorizedWithATokenSaysThatItIsNotAcceptedAndDoesNotShowIt() {
        hub.fault("/revision/", 401, Map.of());
        assertThat(refused("acme/tiny", withToken()))
                .contains("the token is not accepted", "unset HF_TOKEN")
                .doesNotContain("hf_secret");
    }

    @Test
    void gatedModelSaysWhereToAcceptItsTerms() {
        hub.fault("/resolve/", 403, Map.of("X-Error-Code", "GatedRepo"));
        assertThat(refused("acme/tiny", withToken())).contains("gated", hub.endpoint() + "/acme/tiny", "HF_TOKEN");
    }

    @Test
    void refusalsAreNotTriedAgain() {
        hub.fault("/revision/", 403, Map.of());
        refused("acme/tiny");
        assertThat(hub.asked).hasSize(1);
    }

    @Test
    void tooManyRequestsWaitsAsLongAsTheServerAsks() {
        hub.fault("/revision/", 429, Map.of("Retry-After", "1"));
        long start = System.nanoTime();
        ModelHub model = new ModelHub(hub.settings(disk));
        assertThat(model.resolve(Repository.parse("acme/tiny")).commit()).isEqualTo(LocalHub.COMMIT);
        assertThat((System.nanoTime() - start) / 1e9).isBetween(1.0, 3.0);
    }

    @Test
    void retryAfterMayBeADate() {
        ZonedDateTime then = ZonedDateTime.now(ZoneOffset.UTC).plus(Duration.ofHours(1));
        hub.fault("/revision/", 429, Map.of("Retry-After", DateTimeFormatter.RFC_1123_DATE_TIME.format(then)));
        // Longer than the patience of anybody at a terminal: told instead of waited for.
        assertThat(refused("acme/tiny")).containsPattern("429 .*run it again in 3[56]\\d\\d s");
        assertThat(hub.asked).hasSize(1);
    }

    @Test
    void errorsOfTheServerAreTriedAgain() {
        hub.fault("/revision/", 500, Map.of()).fault("/revision/", 502, Map.of());
        ModelHub model = new ModelHub(hub.settings(disk));
        assertThat(model.resolve(Repository.parse("acme/tiny")).commit()).isEqualTo(LocalHub.COMMIT);
    }

    @Test
    void serverThatKeepsFailingIsGivenUp() {
        for (int i = 0; i < 3; i++) {
            hub.fault("/revision/", 503, Map.of());
        }
        assertThat(refused("acme/tiny")).contains("HTTP 503", "3 attempts");
        assertThat(hub.asked).hasSize(3);
    }

    @Test
    void nobodyAtTheAddressSaysWhatToCheck() {
        HubSettings s = hub.settings(disk);
        URI nobody = URI.create("http://127.0.0.1:1");
        HubSettings nowhere = new HubSettings(nobody, s.token(), disk, false, s.proxies(), s.patience());
        assertThat(refused("acme/tiny", nowhere)).contains("not reachable", "HF_ENDPOINT", "HF_HUB_OFFLINE");
    }

    @Test
    void redirectsInACircleEnd() {
        for (int i = 0; i < 12; i++) {
            hub.fault("/revision/", 302, Map.of("Location", "/api/models/acme/tiny/revision/main"));
        }
        assertThat(refused("acme/tiny")).contains("10 redirects");
    }

    @Test
    void redirectToAnythingButTheWebIsRefused() {
        hub.fault("/revision/", 302, Map.of("Location", "ftp://127.0.0.1/passwd"));
        assertThat(refused("acme/tiny")).contains("redirect", "ftp://127.0.0.1/passwd");
    }

    @Test
    void redirectFromASafeAddressToAnUnsafeOneIsRefused() {
        Repository tiny = Repository.parse("acme/tiny");
        URI safe = URI.create("https://hub.example/a");
        assertThat(Http.next(tiny, safe, "https://cdn.example/b")).hasHost("cdn.example");
        assertThatThrownBy(() -> Http.next(tiny, safe, "http://cdn.example/b")).hasMessageContaining("as safe as");
    }

    @Test
    void answerThatIsNoHubIsSaidToBeNone() {
        HubSettings s = hub.settings(disk);
        URI page = URI.create(hub.endpoint() + "/acme/tiny/resolve/" + LocalHub.COMMIT + "/page.json?");
        hub.put("page.json", "<html>hello</html>");
        HubSettings html = new HubSettings(page, s.token(), disk, false, s.proxies(), s.patience());
        assertThat(refused("acme/tiny", html)).contains("<html>hello", "expected JSON", "HF_ENDPOINT");
    }

    @Test
    void nameThatLeadsOutOfTheFolderIsRefused() {
        hub.put("../../evil.json", "{}");
        assertThat(refused("acme/tiny")).contains("../../evil.json", "a name inside the model");
    }

    @Test
    void namesThatAreNotOrgAndNameAreRefusedBeforeAnythingIsAsked() {
        for (String wrong :
                List.of("tiny", "a/b/c", "../x", "acme/tiny@", "acme/ti ny", "https://huggingface.co/acme/tiny")) {
            assertThat(refused(wrong)).contains("ORG/NAME");
        }
        assertThat(hub.asked).isEmpty();
    }
}
