package dev.triptych.cli;

import dev.triptych.space.Code;
import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import dev.triptych.space.Picture;
import dev.triptych.space.Quantization;
import dev.triptych.space.Text;
import dev.triptych.space.TriptychException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code triptych embed}: vectors as JSON lines. */
@Command(
        name = "embed",
        description = {
            "Print a vector for each input, as JSON lines {\"input\", \"embedding\", \"truncated\"}.",
            "",
            "--text: each line of the files is a text; --image: each file is a picture; --code: each file is a piece of code.",
            "Without files, each line of standard input is a text, the path of a picture, or a piece of code.",
            "An input that is longer than the model reads is cut, has \"truncated\": true, and is counted on standard error."
        },
        footer = {
            "  echo \"a dog on the beach\" | triptych embed --text",
            "  triptych embed --image photos/*.jpg > photos.jsonl",
            "  triptych embed --code src/Main.java",
            "  triptych embed --text --model all-MiniLM-L6-v2 --quantize binary titles.txt",
            "  triptych embed --text --model e5-small --prompt 'query: ' --dimension 256 questions.txt",
            "  cat Main.java | triptych embed --code -        all of standard input as one piece"
        })
final class EmbedCommand implements Callable<Integer> {
    /** Sorted by length in buckets, so more at once means less padding. */
    private static final int BATCH = 256;

    private final Session session;

    @ArgGroup(multiplicity = "1")
    private Kind kind = new Kind();

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Files; '-' is all of standard input.")
    private List<String> files = new ArrayList<>();

    @Mixin
    private final EmbedModel model = new EmbedModel();

    @Option(
            names = "--quantize",
            paramLabel = "int8|binary",
            description = {
                "Fewer bits per number, as sentence-transformers: int8 is a byte within the range that each component has among the",
                "inputs (printed when all are read), binary is a bit, eight of them to a byte from -128 to 127."
            })
    private @Nullable Quantization quantization;

    @Mixin
    @SuppressWarnings("UnusedVariable") // The output is JSON anyway; whoever asks for it shall not be refused.
    private final JsonOption json = new JsonOption();

    @SuppressWarnings(
            "UnusedVariable") // picocli sees to it that one of them is set, so code is what neither of the others is.
    private static final class Kind {
        @Option(names = "--text", required = true, description = "The inputs are texts.")
        private boolean text;

        @Option(names = "--image", required = true, description = "The inputs are pictures.")
        private boolean image;

        @Option(names = "--code", required = true, description = "The inputs are pieces of code.")
        private boolean code;
    }

    /** An input and what the output calls it. */
    private record Input(String label, Content content) {}

    EmbedCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        int failed = 0;
        VectorLines lines = new VectorLines(session.console(), quantization);
        try (Encoder<Content> encoder = model.load(session, kind.text)) {
            List<Input> batch = new ArrayList<>();
            if (files.isEmpty()) {
                try (BufferedReader in = new BufferedReader(
                        new InputStreamReader(session.console().in(), StandardCharsets.UTF_8))) {
                    for (String line = in.readLine(); line != null; line = in.readLine()) {
                        if (!line.isBlank()) {
                            batch.add(ofLine(line));
                        }
                        // A program that asks line by line gets its answer before it asks again.
                        if (batch.size() >= BATCH || (!batch.isEmpty() && !in.ready())) {
                            failed += answer(encoder, batch, lines);
                        }
                    }
                }
            }
            for (String file : files) {
                addFile(file, batch);
                while (batch.size() >= BATCH) {
                    failed += answer(encoder, batch, lines);
                }
            }
            failed += answer(encoder, batch, lines);
        }
        lines.finish();
        return failed == 0 ? 0 : 1;
    }

    private Input ofLine(String line) {
        if (kind.image) {
            return new Input(line, Picture.of(Path.of(line)));
        }
        return new Input(line, kind.text ? Text.of(line) : Code.java(line));
    }

    private void addFile(String file, List<Input> batch) throws IOException {
        boolean stdin = file.equals("-");
        if (kind.image) {
            batch.add(new Input(
                    file,
                    stdin
                            ? Picture.of(
                                    "standard input", session.console().in().readAllBytes())
                            : Picture.of(Path.of(file))));
            return;
        }
        byte[] bytes = stdin ? session.console().in().readAllBytes() : Files.readAllBytes(Path.of(file));
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (kind.text) {
            text.lines().filter(line -> !line.isBlank()).forEach(line -> batch.add(ofLine(line)));
        } else {
            batch.add(new Input(file, Code.java(text)));
        }
    }

    /** Embeds and empties the batch; gives how many inputs were refused, each with a line on standard error. */
    private int answer(Encoder<Content> encoder, List<Input> batch, VectorLines lines) {
        int refused = 0;
        try {
            lines.add(
                    labels(batch),
                    encoder.embed(batch.stream().map(Input::content).toList()));
        } catch (TriptychException one) {
            // One bad input must not cost the others their answer.
            for (Input input : batch) {
                try {
                    lines.add(labels(List.of(input)), encoder.embed(List.of(input.content())));
                } catch (TriptychException e) {
                    refused++;
                    session.console().err().println("triptych: " + Failure.message(e));
                }
            }
        }
        batch.clear();
        return refused;
    }

    private static List<String> labels(List<Input> inputs) {
        return inputs.stream().map(Input::label).toList();
    }
}
