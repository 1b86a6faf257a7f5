package dev.triptych.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.triptych.model.ModelFolder;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code triptych model verify}. */
@Command(
        name = "verify",
        description = "Check every file of a model against its digest, and that the model loads.",
        footer = {"  triptych model verify runs/tiny/model && echo whole"})
final class ModelVerify implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final ModelFolderOption folder = new ModelFolderOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    ModelVerify(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ModelFolder model = folder.open();
        List<String> problems = model.verify();
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
