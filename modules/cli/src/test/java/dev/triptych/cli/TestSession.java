package dev.triptych.cli;

import dev.triptych.space.Progress;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Optional;

/** A session that prints nowhere. */
final class TestSession {
    private TestSession() {}

    static Session quiet() {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        return new Session(
                new Console(InputStream.nullInputStream(), nowhere, nowhere, false),
                folder -> new HashEncoder("hash"),
                Progress.none(),
                Optional.empty());
    }
}
