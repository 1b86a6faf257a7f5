package dev.triptych.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triptych.space.Passage;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A parser may do what it likes: the run goes on and every file has a verdict. */
class WorkerFaultTest {
    private static Path folder;

    private static Ingest ingest;

    @BeforeAll
    static void start(@TempDir Path temporary) {
        folder = temporary;
        ingest = Ingest.with(
                Settings.defaults().withWorkers(1, 64, Duration.ofSeconds(4)),
                List.of("-D" + HostileParser.PROPERTY + "=true"));
    }

    @AfterAll
    static void stop() {
        ingest.close();
    }

    private static FileResult parse(String order) throws IOException {
        Path file = Files.writeString(
                folder.resolve("f" + Integer.toHexString(order.hashCode()) + HostileParser.EXTENSION),
                HostileParser.BINARY + order);
        return ingest.ingest(file);
    }

    private static String words(FileResult result) {
        return result.passages().stream().map(Passage::words).collect(Collectors.joining("\n"));
    }

    @Test
    void aParserThatHangsIsStoppedAndTheNextFileIsRead() throws IOException {
        FileResult hung = parse("hang");
        assertThat(hung.reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(hung.verdict()).isIn(Verdict.PARTIAL, Verdict.FAILED);
        assertThat(parse("fine").verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void aParserThatFillsTheMemoryIsNamedSoAndTheNextFileIsRead() throws IOException {
        assertThat(parse("fill").reason()).isEqualTo(Reason.MEMORY);
        assertThat(words(parse("after-fill"))).contains("after-fill");
    }

    @Test
    void aParserThatEndsItsProcessIsTriedOnceMoreThenNamedWithItsStatus() throws IOException {
        FileResult dead = parse("exit");
        assertThat(dead.reason()).isEqualTo(Reason.CRASHED);
        assertThat(dead.detail()).contains("42");
        assertThat(words(parse("after-exit"))).contains("after-exit");
    }

    @Test
    void contentThatEndedTheWorkerTwiceIsNotGivenToItAgain() throws IOException {
        parse("exit again");
        Path copy = Files.writeString(
                folder.resolve("copy" + HostileParser.EXTENSION), HostileParser.BINARY + "exit again");
        FileResult second = ingest.ingest(copy);
        assertThat(second.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(second.detail()).contains("the same content has ended the parser before");
    }

    @Test
    void aWorkerThatDiesByChanceCostsNothingButTime() throws IOException {
        FileResult result = parse("exit-once " + folder.resolve("mark"));
        assertThat(folder.resolve("mark")).exists();
        assertThat(result.verdict()).isEqualTo(Verdict.OK);
        assertThat(words(result)).isEqualTo("What was read before.");
    }

    @Test
    void endlessRecursionIsALimitAndDoesNotEndTheWorker() throws IOException {
        FileResult result = parse("recurse");
        assertThat(result.reason()).isEqualTo(Reason.LIMIT);
        assertThat(result.verdict()).isEqualTo(Verdict.PARTIAL);
        assertThat(words(result)).contains("What was read before.");
    }

    @Test
    void aParserThatPrintsDoesNotDisturbTheFramesNorOurOutput() throws IOException {
        PrintStream before = System.out;
        java.io.ByteArrayOutputStream captured = new java.io.ByteArrayOutputStream();
        System.setOut(new PrintStream(captured, true, StandardCharsets.UTF_8));
        try {
            assertThat(parse("print").verdict()).isEqualTo(Verdict.OK);
        } finally {
            System.setOut(before);
        }
        assertThat(captured.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void theWorkerOpensNoSocket() throws IOException {
        try (ServerSocket canary = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(words(parse("connect " + canary.getLocalPort()))).contains("socket refused", "address refused");
            canary.setSoTimeout(200);
            org.assertj.core.api.Assertions.assertThatThrownBy(canary::accept)
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }
}
