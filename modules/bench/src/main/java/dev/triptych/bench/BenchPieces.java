package dev.triptych.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.triptych.space.Progress;
import dev.triptych.space.TriptychException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code triptych bench pieces}. */
@Command(
        name = "pieces",
        description = {
            "Measure small pieces of work alone: tokenizing, pooling, resizing as Pillow does it (JMH).",
            "",
            "Beside each, the same in Python if there is one that has what it takes."
        },
        footer = {"  triptych bench pieces", "  triptych bench pieces --python venv/bin/python --json"})
final class BenchPieces implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--python",
            paramLabel = "PROGRAM",
            description = "A Python with Pillow, tokenizers and torch; without it, the python3 on the PATH.")
    private @Nullable String python;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "5",
            description = "How long each piece is measured, after as long to warm up; default ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        if (seconds < 1 || seconds > 3600) {
            throw new TriptychException(
                    "--seconds", String.valueOf(seconds), "a number from 1 to 3600", "write for example --seconds 5");
        }
        Python reference = Python.find(
                Optional.ofNullable(python),
                Optional.ofNullable(System.getenv("PATH")).orElse(""));
        List<Piece> pieces = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        int threads = Runtime.getRuntime().availableProcessors();
        try (MiniLm files = MiniLm.unpack();
                Progress.Task task = Progress.console().start("pieces", 3)) {
            Map<String, Map<String, Object>> work = work(files, threads);
            for (String name : work.keySet().stream().sorted().toList()) {
                task.note(name);
                double ours = JmhRun.perSecond(name, seconds);
                pieces.add(theirs(name, ours, work.getOrDefault(name, Map.of()), reference, threads, leftOut));
                task.advance(1);
            }
        }
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (json) {
            out.println(json(pieces, leftOut));
        } else {
            pieces.forEach(piece -> out.println(piece.line()));
            leftOut.forEach(one -> out.println("left out  " + one.name() + ": " + one.why()));
        }
        return 0;
    }

    private static Map<String, Map<String, Object>> work(MiniLm files, int threads) {
        return Map.of(
                "tokenizing",
                Map.of(
                        "texts", Pieces.texts(),
                        "model", files.folder().toString(),
                        "max_tokens", Pieces.MAX_TOKENS),
                "pooling",
                Map.of("shape", List.of(Pieces.BATCH, Pieces.TOKENS, Pieces.WIDTH), "threads", threads),
                "resizing",
                Map.of(
                        "from", List.of(Pieces.FROM_WIDTH, Pieces.FROM_HEIGHT),
                        "to", List.of(Pieces.TO, Pieces.TO)));
    }

    private static Piece theirs(
            String name, double ours, Map<String, Object> request, Python python, int threads, List<LeftOut> leftOut) {
        Map<String, Object> fields = new java.util.HashMap<>(request);
        fields.put("candidate", "pieces");
        fields.put("piece", name);
        try (PythonProcess process = python.start(threads)) {
            String library = process.ask(fields).path("library").asText();
            double each = process.ask("go").path("seconds").asDouble();
            return new Piece(name, ours, library, OptionalDouble.of(1 / each));
        } catch (NotHereException e) {
            leftOut.add(new LeftOut(name + " in Python", String.valueOf(e.getMessage())));
            return new Piece(name, ours, "", OptionalDouble.empty());
        }
    }

    private static ObjectNode json(List<Piece> pieces, List<LeftOut> leftOut) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        var results = object.putArray("results");
        for (Piece piece : pieces) {
            ObjectNode one = results.addObject();
            one.put("name", piece.name()).put("inputs", piece.inputs()).put("per_second", piece.ours());
            if (piece.theirs().isPresent()) {
                one.putObject("python")
                        .put("library", piece.library())
                        .put("per_second", piece.theirs().getAsDouble());
            } else {
                one.putNull("python");
            }
        }
        var missing = object.putArray("left_out");
        leftOut.forEach(one -> missing.addObject().put("name", one.name()).put("why", one.why()));
        return object;
    }
}
