package dev.triptych.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.triptych.hub.HubFile;
import dev.triptych.hub.HubSettings;
import dev.triptych.hub.ModelHub;
import dev.triptych.hub.Plan;
import dev.triptych.hub.Pulled;
import dev.triptych.hub.Repository;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code triptych model pull}: the one command that connects to anything. */
@Command(
        name = "pull",
        description = {
            "Fetch a model folder from the Hugging Face hub; prints where it is.",
            "",
            "The revision is pinned to a commit first. Only configuration, tokenizer and safetensors files are fetched, and every"
                    + " file is checked against the hub's digest. What was begun is gone on with.",
            "",
            "Without --to it goes into the cache that Python uses too. Environment: HF_TOKEN, HF_ENDPOINT, HF_HOME, HF_HUB_CACHE,"
                    + " HF_HUB_OFFLINE, HTTPS_PROXY, HTTP_PROXY, NO_PROXY."
        },
        footer = {
            "  triptych model pull sentence-transformers/all-MiniLM-L6-v2",
            "  triptych model pull google/mobilenet_v2_1.0_224 --to models/mobilenet",
            "  triptych model import --text \"$(triptych model pull sentence-transformers/all-MiniLM-L6-v2)\" --out my-model"
        })
final class ModelPull implements Callable<Integer> {
    private static final double MB = 1e6;

    private final Session session;
    private final Supplier<HubSettings> settings;

    @Parameters(paramLabel = "ORG/NAME[@REVISION]", description = "The model; the revision is a branch, tag or commit.")
    private String model = "";

    @Option(names = "--to", paramLabel = "DIR", description = "Write plain files into this folder, not into the cache.")
    private @Nullable Path to;

    @Mixin
    private final JsonOption json = new JsonOption();

    ModelPull(Session session) {
        this(session, () -> HubSettings.fromEnvironment(System.getenv()));
    }

    ModelPull(Session session, Supplier<HubSettings> settings) {
        this.session = session;
        this.settings = settings;
    }

    @Override
    public Integer call() {
        ModelHub hub = new ModelHub(settings.get());
        Plan plan = hub.resolve(Repository.parse(model));
        session.console().err().println("triptych: " + described(plan));
        Pulled pulled = to == null ? hub.pull(plan, session.progress()) : hub.pull(plan, to, session.progress());
        session.console().out().println(json.on() ? answer(plan, pulled) : pulled.folder());
        return 0;
    }

    private static String described(Plan plan) {
        String pinned = plan.repository() + " is commit " + plan.commit();
        return plan.files().isEmpty()
                ? pinned + ", taken from the cache without asking anybody"
                : String.format(
                        Locale.ROOT,
                        "%s: %d files, %.1f MB",
                        pinned,
                        plan.files().size(),
                        plan.bytes() / MB);
    }

    private static ObjectNode answer(Plan plan, Pulled pulled) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("model", plan.repository().id())
                .put("revision", plan.repository().revision())
                .put("commit", plan.commit())
                .put("folder", pulled.folder().toString())
                .put("bytes", plan.bytes())
                .put("fetched", pulled.fetched());
        var files = answer.putArray("files");
        for (HubFile file : plan.files()) {
            files.addObject()
                    .put("path", file.path())
                    .put("bytes", file.bytes())
                    .put(
                            file.checksum().kind().name().toLowerCase(Locale.ROOT),
                            file.checksum().hex());
        }
        return answer;
    }
}
