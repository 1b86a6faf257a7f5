package dev.triptych.cli;

import dev.triptych.index.PassageIndex;
import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import dev.triptych.space.Origin;
import dev.triptych.space.Passage;
import dev.triptych.space.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code triptych prepare}: does once, for nobody, what a search does, so that the launcher can note which classes it needs. */
@Command(
        name = "prepare",
        hidden = true,
        description = "What the launcher runs after a build.",
        footer = "  triptych prepare")
final class PrepareCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final ModelOption model = new ModelOption();

    PrepareCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("triptych-prepare");
        try {
            Path index = folder.resolve("index");
            fill(index);
            PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
            Console silent = new Console(InputStream.nullInputStream(), nowhere, nowhere, true);
            Session quiet = new Session(silent, any -> model.load(session), session.progress(), session.home());
            CommandTree.run(quiet, "search", "a small test", "--index", index.toString());
            String page = folder.resolve("page.html").toString();
            return CommandTree.run(quiet, "search", "a test", "--index", index.toString(), "--json", "--html", page);
        } finally {
            delete(folder);
        }
    }

    private void fill(Path index) {
        Passage passage = Passage.of(Text.of("a small test"), Origin.file("test.txt"), "a small test");
        try (Encoder<Content> encoder = model.load(session);
                PassageIndex writer = PassageIndex.open(index, encoder.fingerprint(), encoder.width())) {
            float[][] vectors = encoder.embed(List.of(passage.content())).vectors();
            writer.replace("test.txt", "1", List.of(passage), vectors);
            writer.commit();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(path);
            }
        }
    }
}
