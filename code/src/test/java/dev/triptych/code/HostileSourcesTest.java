package dev.triptych.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.triptych.code.CodeUnit.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sources that nobody writes, in every language that has a parser. */
class HostileSourcesTest {
    private static final Path STATUS = Path.of("/proc/self/status");

    static final List<String> LANGUAGES = List.of(
            "java",
            "python",
            "javascript",
            "typescript",
            "go",
            "rust",
            "c",
            "cpp",
            "csharp",
            "kotlin",
            "ruby",
            "php",
            "shell");

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "{", "a(", "if (a) {", "x => {", "def f():\n ", "\"${", "<a>", "-", "a ? b : "})
    void nestingOfAnyDepthEnds(String piece) {
        for (String language : LANGUAGES) {
            String source = (language.equals("php") ? "<?php " : "") + piece.repeat(300);
            assertThat(SourceUnits.parse(language, source).units()).as(language).isNotEmpty();
        }
    }

    @Test
    void aParserThatFindsNoEndIsGivenUp() {
        ParsedFile file = SourceUnits.parse("javascript", "def f():\n ".repeat(20_000));

        assertThat(file.parsed()).isFalse();
        assertThat(file.problem()).contains("longer than");
        assertThat(file.units()).isNotEmpty();
    }

    @Test
    void wellFormedNestingIsWalkedWithoutAStack() {
        String source = "function f() { return 1; }\n" + "[\n".repeat(5000) + "]".repeat(5000) + ";\n"
                + "if (a) {\n".repeat(2000) + "}".repeat(2000) + "\nfunction last() {}\n";

        assertThat(SourceUnits.parse("javascript", source).units())
                .extracting(CodeUnit::qualifiedName)
                .contains("f", "last");
    }

    @Test
    void noiseIsSearchedByLinesOrNotAtAllAndNeverAnError() {
        Random random = new Random(7);
        for (String language : LANGUAGES) {
            StringBuilder noise = new StringBuilder();
            for (int i = 0; i < 4000; i++) {
                noise.append((char) (i % 80 == 0 ? '\n' : random.nextInt(0x3000)));
            }
            ParsedFile file =
                    SourceUnits.parse(language, noise.append("\ud800 \u0000 x").toString());
            assertThat(file.units()).as(language).isNotEmpty();
            assertThat(file.parsed()).as(language).isEqualTo(file.problem().isEmpty());
        }
    }

    @Test
    void aFileThatDoesNotParseBecomesChunksThatHoldEveryLineAndSaysSo() {
        String source = "Dear reader, this ))) is }} no program ((( at all; but [[ a letter.\n".repeat(100);
        for (String language : Stream.of("java", "go", "rust", "c").toList()) {
            ParsedFile file = SourceUnits.parse(language, source);
            assertThat(file.parsed()).as(language).isFalse();
            assertThat(file.problem()).as(language).isNotEmpty();
            assertThat(file.units())
                    .allMatch(u -> u.kind() == Kind.CHUNK && u.language().equals(language));
            assertThat(file.units().get(file.units().size() - 1).lastLine()).isEqualTo(100);
        }
    }

    @Test
    void aBrokenFunctionDoesNotHideItsNeighbours() {
        ParsedFile file = SourceUnits.parse(
                "go",
                "package a\n\nfunc good() int { return 1 }\n\nfunc broken( {{ \n\nfunc other() int { return 2 }\n");

        assertThat(file.units()).extracting(CodeUnit::qualifiedName).contains("a.good");
    }

    @Test
    void emptyFilesHaveNoUnitsAndFilesOfCommentsAreFoundByThem() {
        for (String language : LANGUAGES) {
            assertThat(SourceUnits.parse(language, "").units()).as(language).isEmpty();
            assertThat(SourceUnits.parse(language, " \n\t\n").units())
                    .as(language)
                    .isEmpty();
            String mark = List.of("python", "ruby", "shell").contains(language) ? "#" : "//";
            String comment = (language.equals("php") ? "<?php\n" : "") + mark + " only words of a comment\n";
            assertThat(SourceUnits.parse(language, comment).units())
                    .as(language)
                    .singleElement()
                    .satisfies(u -> assertThat(u.source()).contains("only words"));
        }
    }

    @Test
    void minifiedAndGiganticFilesAreNotParsed() {
        ParsedFile minified = SourceUnits.parse("javascript", "function a(b){return b+1};".repeat(40_000));
        assertThat(minified.parsed()).isFalse();
        assertThat(minified.problem()).contains("minified");
        assertThat(minified.units()).allMatch(u -> u.source().length() <= LineChunks.LONGEST_CHUNK);

        String line = "x = \"a line of a table that somebody generated\"\n";
        ParsedFile large = SourceUnits.parse("python", line.repeat(SourceUnits.LONGEST_SOURCE / line.length() + 1));
        assertThat(large.parsed()).isFalse();
        assertThat(large.problem()).contains("characters");
    }

    @Test
    void aLanguageWithoutParserIsCutByLines() {
        assertThat(SourceUnits.cuts("cobol")).isFalse();
        assertThat(LANGUAGES).allMatch(SourceUnits::cuts);
        ParsedFile file = SourceUnits.parse("cobol", "DISPLAY 'HELLO'.\n");
        assertThat(file.parsed()).isFalse();
        assertThat(file.problem()).isEqualTo("no parser for cobol");
        assertThat(file.units()).hasSize(1);
    }

    @Test
    void twoThousandFilesLeaveNoNativeMemoryBehind() throws IOException {
        assumeThat(Files.exists(STATUS))
                .as("/proc tells how much memory is used")
                .isTrue();
        // In a process of its own, whose heap is touched at the beginning: what grows then is native.
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms96m",
                        "-Xmx96m",
                        "-XX:+AlwaysPreTouch",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Loop.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String grown = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();

        // A tree of this file takes more than 50 kB: two thousand of them would be 100 MB.
        assertThat(Long.parseLong(grown)).isLessThan(60L << 10);
    }

    /** Prints by how many kilobytes the process grows. */
    static final class Loop {
        private Loop() {}

        public static void main(String[] arguments) throws IOException {
            String source = "def f(a, b):\n" + "    a += g(a)[b] + [1, 2, 3]\n".repeat(30);
            for (int i = 0; i < 200; i++) {
                SourceUnits.parse("python", source);
            }
            long before = resident(STATUS);
            for (int i = 0; i < 2000; i++) {
                SourceUnits.parse("python", source);
            }
            System.out.println(resident(STATUS) - before);
        }
    }

    /** In kilobytes. */
    private static long resident(Path status) throws IOException {
        return Files.readAllLines(status).stream()
                .filter(l -> l.startsWith("VmRSS"))
                .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
