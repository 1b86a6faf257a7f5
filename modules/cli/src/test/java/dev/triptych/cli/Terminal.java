package dev.triptych.cli;

import dev.triptych.space.Progress;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Runs command lines with a small model and keeps what they print. */
final class Terminal {
    private final boolean person;
    private final Models models;

    Terminal(boolean person) {
        this(person, folder -> new HashEncoder("hash"));
    }

    Terminal(boolean person, Models models) {
        this.person = person;
        this.models = models;
    }

    /** What a command left behind. */
    record Answer(int code, String out, String err) {}

    Answer run(String... args) {
        return with("", args);
    }

    Answer with(String input, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console = new Console(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                person);
        int code = CommandTree.run(new Session(console, models, Progress.none(), Optional.empty()), args);
        return new Answer(code, out.toString(), err.toString());
    }
}
