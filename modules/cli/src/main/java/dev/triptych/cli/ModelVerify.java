package dev.triptych.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.triptych.model.ModelFolder;
import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code triptych model verify}. */
@Command(
        name = "verify",
        description = "Check every file of a model against its digest, and that the model loads.",
        footer = {"  triptych model verify runs/first/model && echo whole"})
final class ModelVerify implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "DIR", description = "A model folder.")
    private Path folder = Path.of("");

    @Mixin
    private final JsonOption json = new JsonOption();

    ModelVerify(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ModelFolder model = ModelFolder.open(folder);
        List<String> problems = new ArrayList<>(model.verify());
        if (problems.isEmpty()) {
            // Files as they were written can still be files that never fitted together.
            try (Encoder<Content> loaded = session.models().load(Optional.of(folder))) {
                if (loaded.width() != model.width()) {
                    problems.add(folder + ": vectors of " + loaded.width() + " numbers, expected " + model.width());
                }
            }
        }
        if (json.on()) {
            ObjectNode answer = JsonNodeFactory.instance.objectNode();
            answer.put("ok", problems.isEmpty())
                    .put("fingerprint", model.fingerprint().toString());
            problems.forEach(answer.putArray("problems")::add);
            session.console().out().println(answer);
        } else if (problems.isEmpty()) {
            session.console().out().println("ok  " + model.fingerprint());
        } else {
            problems.forEach(p -> session.console().err().println("triptych: " + Console.oneLine(p)));
        }
        return problems.isEmpty() ? 0 : 1;
    }
}
