package dev.triptych.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triptych.cli.Terminal.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateSuiteTest {
    private final List<String> loaded = new ArrayList<>();

    private final Terminal terminal = new Terminal(false, folder -> {
        String name = folder.map(f -> f.getFileName().toString()).orElse("inside");
        loaded.add(name);
        return new HashEncoder(name);
    });

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void aSuiteOfOneTask() throws IOException {
        Files.writeString(
                folder.resolve("pairs.jsonl"),
                """
                {"query": "copy a file", "name": "copy", "code": "void copy(File file) {}"}
                {"query": "close the socket", "name": "close", "code": "void close(Socket socket) {}"}
                """);
        suite("  - {task: code-search, name: methods, headline: mrr@10, pairs: pairs.jsonl}");
    }

    private void suite(String task) throws IOException {
        Files.writeString(folder.resolve("suite.yaml"), "name: Small\ntasks:\n" + task + "\n");
    }

    private Answer run(String... more) {
        List<String> args = new ArrayList<>(List.of(
                "evaluate", "suite", "--suite", folder.resolve("suite.yaml").toString()));
        args.addAll(List.of(more));
        return terminal.run(args.toArray(String[]::new));
    }

    @Test
    void printsTasksDownAndModelsAcrossAndWritesThePage() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        Path page = folder.resolve("pages/small.html");
        Answer answer =
                run("--model", "default", "--model", other.toString(), "--model", "words", "--html", page.toString());
        assertThat(answer.code()).isZero();
        assertThat(answer.out().lines().findFirst().orElseThrow()).matches("task +figure +default +other +words");
        assertThat(answer.out()).contains("methods  mrr@10", "model  other  other@", "page   " + page);
        assertThat(loaded).containsExactly("inside", "other");
        assertThat(Files.readString(page)).contains("<h1>Small</h1>", "--model words");
        assertThat(answer.err()).contains("1 of 3: default, methods: mrr@10 1.000");
    }

    @Test
    void theModelInsideIsMeasuredIfNoneIsNamed() {
        assertThat(run().code()).isZero();
        assertThat(loaded).containsExactly("inside");
    }

    @Test
    void theStaticEmbeddingInsideNeedsNoFolder() {
        assertThat(run("--model", "static").code()).isZero();
        assertThat(loaded).containsExactly("static");
    }

    @Test
    void everyFaultIsALineAndNoModelIsLoaded() throws IOException {
        suite("  - {task: code-serch, headline: mrr@10, pairs: pairs.jsonl}\n"
                + "  - {task: code-search, headline: mrr, pairs: pairs.jsonl}");
        Answer answer = run();
        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("triptych: ").contains("'code-serch'"),
                        line -> assertThat(line).startsWith("triptych: ").contains("'mrr'", "mrr@10"));
        assertThat(loaded).isEmpty();
    }

    @Test
    void aModelFolderThatIsNotThereIsSaidBeforeAnotherIsLoaded() {
        Answer answer = run("--model", "default", "--model", "/nowhere");
        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.err()).contains("no folder /nowhere", "'words'");
        assertThat(loaded).isEmpty();
    }

    @Test
    void resultsOfAnEarlierRunAreNotLostByAccident() {
        String json = folder.resolve("out.json").toString();
        assertThat(run("--json", json).code()).isZero();
        Answer again = run("--json", json);
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).contains("results of an earlier run", "--resume");
        assertThat(run("--json", json, "--resume").code()).isZero();
        assertThat(run("--resume").err()).contains("add --json FILE");
    }

    @Test
    void twoFoldersOfOneNameHaveTheirPathsAsNames() throws IOException {
        Path a = Files.createDirectories(folder.resolve("a/model"));
        Path b = Files.createDirectories(folder.resolve("b/model"));
        assertThat(run("--model", a.toString(), "--model", b.toString()).out())
                .contains("model  model  ", "model  " + b);
    }
}
