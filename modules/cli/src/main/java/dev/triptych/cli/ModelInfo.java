package dev.triptych.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.triptych.model.ModelFolder;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code triptych model info}. */
@Command(
        name = "info",
        description = "Say what a model folder holds: towers, width, fingerprint, and how it came to be.",
        footer = {
            "  triptych model info                     the model inside",
            "  triptych model info runs/tiny/model --json"
        })
final class ModelInfo implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final ModelFolderOption folder = new ModelFolderOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    ModelInfo(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ModelFolder model = folder.open();
        JsonNode manifest = model.manifest();
        PrintWriter out = session.console().out();
        if (json.on()) {
            ObjectNode answer = JsonNodeFactory.instance.objectNode();
            answer.put("name", model.name())
                    .put("sha256", model.fingerprint().sha256())
                    .put("width", model.width());
            answer.set("manifest", manifest);
            out.println(answer);
            return 0;
        }
        out.println("name         " + Console.oneLine(model.name()));
        out.println("fingerprint  " + model.fingerprint());
        out.println("width        " + model.width());
        long bytes = 0;
        for (JsonNode file : manifest.path("files")) {
            bytes += file.path("bytes").asLong();
        }
        out.println(String.format(
                Locale.ROOT,
                "size         %.1f MB in %d files",
                bytes / 1e6,
                manifest.path("files").size()));
        manifest.path("towers")
                .properties()
                .forEach(t -> out.println("tower        " + t.getKey() + " " + t.getValue()));
        if (manifest.has("static")) {
            out.println("tower        static " + manifest.path("static")
                    + ", which answers for texts as --model DIR/static");
        }
        manifest.path("provenance")
                .properties()
                .forEach(p -> out.println("provenance   " + p.getKey() + ": "
                        + Console.oneLine(p.getValue().toString())));
        return 0;
    }
}
