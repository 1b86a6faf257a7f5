package dev.triptych.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import dev.triptych.space.Text;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code triptych doctor}. */
@Command(
        name = "doctor",
        description =
                "Say which versions, natives, threads, model and index are here, what is wrong, and the exact fix.",
        footer = {"  triptych doctor", "  triptych doctor --index ~/my.index --json"})
final class DoctorCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final ModelOption model = new ModelOption();

    @Mixin
    private final IndexOption index = new IndexOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    DoctorCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<Check> checks = new ArrayList<>();
        checks.add(Check.ok("triptych", Version.number()));
        checks.addAll(Machine.checks());
        checks.addAll(Libraries.checks());
        checks.add(Libraries.device());
        checks.add(Libraries.precision());
        checks.add(modelCheck());
        checks.add(indexCheck());
        boolean broken = checks.stream().anyMatch(c -> c.state() == Check.State.BROKEN);
        if (json.on()) {
            ObjectNode answer = JsonNodeFactory.instance.objectNode().put("ok", !broken);
            ArrayNode all = answer.putArray("checks");
            checks.forEach(c -> all.add(c.toJson()));
            session.console().out().println(answer);
        } else {
            checks.forEach(this::print);
        }
        return broken ? 1 : 0;
    }

    private void print(Check check) {
        PrintWriter out = session.console().out();
        String mark =
                switch (check.state()) {
                    case OK -> "@|green ok    |@";
                    case WEAK -> "@|yellow weak  |@";
                    case BROKEN -> "@|red,bold BROKEN|@";
                };
        out.println(session.console().styled(mark) + "  " + String.format(Locale.ROOT, "%-11s", check.name()) + "  "
                + check.found());
        if (!check.fix().isEmpty()) {
            out.println("                     fix: " + check.fix());
        }
    }

    private Check modelCheck() {
        try (Encoder<Content> encoder = model.load(session)) {
            float[] vector = encoder.embed(List.of(Text.of("a small test"))).vectors()[0];
            double norm = 0;
            for (float x : vector) {
                norm += (double) x * x;
            }
            String found = encoder.fingerprint() + ", width " + encoder.width();
            return Math.abs(Math.sqrt(norm) - 1) < 1e-3
                    ? Check.ok("model", found)
                    : Check.broken(
                            "model",
                            found + ", vectors of length " + Math.sqrt(norm),
                            "run: triptych model verify"
                                    + model.folder().map(f -> " " + f).orElse(""));
        } catch (RuntimeException | LinkageError e) {
            return Check.broken(
                    "model",
                    Failure.message(e),
                    model.folder()
                            .map(f -> "run: triptych model verify " + f)
                            .orElse("build again: mvn package, or give a model folder with --model DIR"));
        }
    }

    private Check indexCheck() {
        Path folder = index.folder();
        return IndexState.check(folder);
    }
}
