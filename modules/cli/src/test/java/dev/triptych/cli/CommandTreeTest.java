package dev.triptych.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triptych.cli.Terminal.Answer;
import dev.triptych.space.TriptychException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

class CommandTreeTest {
    private final Terminal terminal = new Terminal(false);

    @TestFactory
    Stream<DynamicTest> everyCommandTeachesWithExamples() {
        CommandLine root = CommandTree.of(TestSession.quiet());
        return flat(root)
                .map(command -> DynamicTest.dynamicTest(command.getCommandSpec().qualifiedName(), () -> {
                    String help = command.getUsageMessage();
                    assertThat(help).contains("Examples", "triptych");
                    assertThat(command.getCommandSpec().usageMessage().description())
                            .isNotEmpty();
                }));
    }

    private static Stream<CommandLine> flat(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(CommandTreeTest::flat));
    }

    @Test
    void unknownOptionIsOneLineWithTheNearestNameAndCodeTwo() {
        Answer answer = terminal.run("search", "dog", "--modalty", "image");
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err().lines())
                .singleElement()
                .asString()
                .startsWith("triptych: ")
                .contains("--modalty", "did you mean --modality", "triptych search --help");
    }

    @Test
    void noCommandSaysWhichThereAre() {
        Answer answer = terminal.run();
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains("which command", "search");
    }

    @Test
    void failureIsOneLineOnStandardErrorWithoutStackTraceAndCodeOne() {
        Terminal broken = new Terminal(false, folder -> {
            throw new TriptychException("triptych.json, field\nwidth", "'abc'", "a number", "download the model again");
        });
        Answer answer = broken.with("a\n", "embed", "--text");
        assertThat(answer)
                .isEqualTo(new Answer(
                        1,
                        "",
                        "triptych: triptych.json, field width: found 'abc', expected a number; download the model again"
                                + System.lineSeparator()));
    }

    @Test
    void nativeLibraryThatDoesNotLoadPointsToTheDoctor() {
        Terminal broken = new Terminal(false, folder -> {
            throw new UnsatisfiedLinkError("libtorch.so: GLIBC_2.28 not found");
        });
        Answer answer = broken.with("a\n", "embed", "--text");
        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.err().lines()).singleElement().asString().contains("GLIBC_2.28", "triptych doctor");
    }

    @Test
    void debugShowsWhereItHappened() {
        Terminal broken = new Terminal(false, folder -> {
            throw new IllegalStateException("odd");
        });
        assertThat(broken.with("a\n", "embed", "--text").err().lines()).hasSize(1);
        assertThat(broken.with("a\n", "embed", "--text", "--debug").err()).contains("\tat dev.triptych");
    }

    @Test
    void benchIsListedAndWithoutItsModuleSaysHowToStartIt() {
        assertThat(terminal.run("--help").out()).contains("bench");
        Answer answer = terminal.run("bench", "embed");
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err().lines()).singleElement().asString().contains("./triptych bench");
    }

    @Test
    void measurementsOfAnotherModuleComeUnderBench() {
        CommandLine.Model.CommandSpec ruler = CommandLine.Model.CommandSpec.wrapWithoutInspection(
                        (Callable<Integer>) () -> 7)
                .name("ruler");
        assertThat(CommandTree.run(TestSession.quiet(), List.of(ruler), "bench", "ruler"))
                .isEqualTo(7);
    }

    @Test
    void completionIsAScriptThatKnowsTheOptions() {
        Answer answer = terminal.run("completion");
        assertThat(answer.code()).isZero();
        assertThat(answer.out()).contains("complete -F", "--modality", "code-search");
    }

    @Test
    void versionIsThatOfTheBuild() {
        assertThat(terminal.run("--version").out()).matches("triptych \\d+\\.\\d+.*\\R");
    }
}
