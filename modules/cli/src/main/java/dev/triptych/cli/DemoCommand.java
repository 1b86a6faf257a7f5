package dev.triptych.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.triptych.index.Hit;
import dev.triptych.library.AddReport;
import dev.triptych.library.Library;
import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import dev.triptych.space.Fingerprint;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code triptych demo}. */
@Command(
        name = "demo",
        description = {
            "Index a small library of pictures, documents and code, ask it questions, and show what is found.",
            "",
            "Every question has an answer that was written down before any model was tried; the demo counts how many are found."
        },
        footer = {
            "  triptych demo",
            "  triptych demo --html ~/demo.html",
            "  triptych demo --model runs/tiny/model --json"
        })
final class DemoCommand implements Callable<Integer> {
    private static final int PRINTED = 12;
    private static final int SHOWN = 3;
    private static final int K = 10;

    private final Session session;

    @Option(names = "--library", paramLabel = "DIR", description = "Another library than samples/library.")
    private @Nullable Path library;

    @Option(
            names = "--questions",
            paramLabel = "FILE",
            description = "Its questions; default ../questions/questions.yaml.")
    private @Nullable Path questions;

    @Option(names = "--index", paramLabel = "DIR", description = "Where its index goes; default target/demo/index.")
    private @Nullable Path index;

    @Option(names = "--html", paramLabel = "FILE", description = "Where the page goes; default target/demo/demo.html.")
    private @Nullable Path html;

    @Mixin
    private final ModelOption model = new ModelOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    DemoCommand(Session session) {
        this.session = session;
    }

    /** A question and its hits. */
    private record Answered(DemoQuestion question, List<Hit> hits) {
        int rank() {
            return question.rank(hits);
        }
    }

    @Override
    public Integer call() throws IOException {
        Path home = session.home().orElse(Path.of(""));
        Path files = library == null ? home.resolve("samples/library") : library;
        if (!Files.isDirectory(files)) {
            throw new TriptychException(
                    files.toString(),
                    "no such folder",
                    "the sample library",
                    "run it from a checkout, or give --library DIR");
        }
        Path asked = questions == null ? files.resolveSibling("questions").resolve("questions.yaml") : questions;
        Path folder = index == null ? home.resolve("target/demo/index") : index;
        Path page = (html == null ? home.resolve("target/demo/demo.html") : html).toAbsolutePath();
        List<DemoQuestion> all = DemoQuestion.read(asked, files);
        try (Encoder<Content> encoder = model.load(session);
                Library open = Library.rebuild(folder, encoder)) {
            AddReport report = open.add(files, session.progress());
            List<Answered> answered = new ArrayList<>();
            for (DemoQuestion question : all) {
                answered.add(new Answered(question, open.search(question.content(), K)));
            }
            write(page, answered, files, encoder.fingerprint());
            if (json.on()) {
                session.console().out().println(json(answered, page, encoder.fingerprint()));
            } else {
                print(answered, report, page);
            }
        }
        return 0;
    }

    private void print(List<Answered> answered, AddReport report, Path page) {
        Console console = session.console();
        console.out().println(report.toString().lines().findFirst().orElse(""));
        HitPrinter printer = new HitPrinter(console);
        for (Answered a : spread(answered)) {
            console.out().println();
            console.out().println(console.styled("@|bold ?|@ ") + a.question().ask() + "   " + verdict(a.rank()));
            printer.pretty(
                    a.hits().subList(0, Math.min(SHOWN, a.hits().size())),
                    a.question().ask());
        }
        console.out().println();
        console.out().println(summary(answered));
        answered.stream().filter(a -> a.rank() == 0).forEach(a -> console.out()
                .println("  not found: " + a.question().ask()));
        console.out().println("All " + answered.size() + " questions with pictures: " + page);
    }

    /** A dozen from the whole list, so that every kind of question is shown. */
    private static List<Answered> spread(List<Answered> all) {
        if (all.size() <= PRINTED) {
            return all;
        }
        List<Answered> some = new ArrayList<>();
        for (int i = 0; i < PRINTED; i++) {
            some.add(all.get((int) Math.round(i * (all.size() - 1) / (PRINTED - 1.0))));
        }
        return some;
    }

    private static String verdict(int rank) {
        return rank == 0 ? "(the expected file is not among the first " + K + ")" : "(expected file at " + rank + ")";
    }

    private static long within(List<Answered> answered, int k) {
        return answered.stream().filter(a -> a.rank() > 0 && a.rank() <= k).count();
    }

    private static String summary(List<Answered> answered) {
        return "Of " + answered.size() + " questions the expected file came first for " + within(answered, 1)
                + ", among the first 3 for " + within(answered, 3) + ", among the first " + K + " for "
                + within(answered, K) + ".";
    }

    private static void write(Path page, List<Answered> answered, Path files, Fingerprint model) throws IOException {
        HtmlPage html = new HtmlPage(
                "Pictures, documents and code, one search",
                summary(answered) + " Library " + files + ", model " + model + ".");
        for (Answered a : answered) {
            html.answer(a.question().ask(), verdict(a.rank()), a.hits(), a.question()::expects);
        }
        html.write(page);
    }

    private static ObjectNode json(List<Answered> answered, Path page, Fingerprint model) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("asked", answered.size());
        answer.putObject("found")
                .put("at_1", within(answered, 1))
                .put("at_3", within(answered, 3))
                .put("at_" + K, within(answered, K));
        answer.putObject("model").put("name", model.name()).put("sha256", model.sha256());
        answer.put("html", page.toString());
        ArrayNode rows = answer.putArray("questions");
        for (Answered a : answered) {
            ObjectNode row = rows.addObject();
            row.put("ask", a.question().ask())
                    .put("with", a.question().content().modality().id())
                    .put("rank", a.rank());
            a.question().expect().forEach(e -> row.withArray("expect").add(e.toString()));
            ArrayNode hits = row.putArray("hits");
            for (Hit hit : a.hits()) {
                hits.add(HitPrinter.json(hit, hits.size() + 1, a.question().ask()));
            }
        }
        return answer;
    }
}
