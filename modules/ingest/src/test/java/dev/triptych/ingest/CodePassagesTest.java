package dev.triptych.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triptych.code.CodeViews;
import dev.triptych.space.Code;
import dev.triptych.space.Origin;
import dev.triptych.space.Passage;
import dev.triptych.space.Progress;
import dev.triptych.space.TextLength;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Source becomes passages that the model reads to their end, and that stand where they say. */
class CodePassagesTest {
    private static final TextLength LENGTH = TokenEstimate.upTo(40);

    private static List<Passage> passages(String language, String source) {
        CodePassages found = CodePassages.of(language, source, Origin.file("a"), LENGTH);
        assertThat(found.problem()).isEmpty();
        return found.passages();
    }

    private static String body(String line, int count) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < count; i++) {
            body.append(String.format(line, i)).append('\n');
        }
        return body.toString();
    }

    /** Every window holds the lines that its place names. */
    private static void standsWhereItSays(Passage passage, String source) {
        List<String> lines = source.lines().toList();
        List<String> held = ((Code) passage.content()).source().lines().toList();
        Origin origin = passage.origin();
        assertThat(held.get(held.size() - 1)).isEqualTo(lines.get(origin.lastLine() - 1));
        assertThat(lines.get(origin.firstLine() - 1).strip())
                .isEqualTo(held.get(0).strip());
    }

    @Test
    void aShortMethodIsOnePassageWithItsDocumentation() {
        List<Passage> passages =
                passages("java", "class A {\n  /** Sums up. */\n  int sum(int a) { return a + 1; }\n}\n");

        assertThat(passages).extracting(p -> p.origin().symbol()).containsExactly("A", "A.sum");
        assertThat(passages.get(1).words()).isEqualTo("Sums up.\nint sum(int a) { return a + 1; }");
        assertThat(passages.get(1).content())
                .isEqualTo(new Code("java", "int sum(int a) { return a + 1; }", "A.sum", "int sum(int a)", "Sums up."));
    }

    @Test
    void aLongMethodBecomesWindowsThatOverlapAndHoldEveryLine() {
        String source = "class A {\n  /** Copies all. */\n  void copyAll(Path target) {\n"
                + body("    writer.write(target, part%d);", 60) + "  }\n}\n";
        List<Passage> windows = passages("java", source).stream()
                .filter(p -> p.origin().symbol().equals("A.copyAll"))
                .toList();

        assertThat(windows).hasSizeBetween(8, 25).allSatisfy(p -> {
            standsWhereItSays(p, source);
            Code code = (Code) p.content();
            assertThat(code.signature()).isEqualTo("void copyAll(Path target)");
            assertThat(CodeViews.render(code)).startsWith("A copy All. void Path target");
            assertThat(LENGTH.count(CodeViews.render(code))).isLessThanOrEqualTo(LENGTH.max());
        });
        assertThat(windows.get(0).words()).startsWith("Copies all.\n");
        assertThat(windows.get(1).words()).startsWith("void copyAll(Path target)\n");
        assertThat(windows.get(0).origin().firstLine()).isEqualTo(3);
        assertThat(windows.get(windows.size() - 1).origin().lastLine()).isEqualTo(64);
        for (int i = 1; i < windows.size(); i++) {
            assertThat(windows.get(i).origin().firstLine())
                    .isBetween(
                            windows.get(i - 1).origin().firstLine() + 1,
                            windows.get(i - 1).origin().lastLine());
        }
    }

    @Test
    void theLinesBehindADocstringAreTheFilesOwn() {
        String source =
                "import os\n\n\ndef copy_all(target):\n    \"\"\"Copies all.\n\n    Very carefully.\n    \"\"\"\n"
                        + body("    writer.write(target, part%d)", 40) + "\n\ndef other():\n    pass\n";
        List<Passage> windows = passages("python", source).stream()
                .filter(p -> p.origin().symbol().equals("copy_all"))
                .toList();

        assertThat(windows).hasSizeGreaterThan(4).allSatisfy(p -> standsWhereItSays(p, source));
        assertThat(((Code) windows.get(0).content()).doc()).isEqualTo("Copies all. Very carefully.");
        assertThat(((Code) windows.get(1).content()).doc()).isEmpty();
    }

    @Test
    void aLineThatIsTooLongIsCutAndNothingIsLost() {
        String source = "def table():\n    return [" + "12345, ".repeat(2000) + "]\n";

        List<Passage> windows = passages("python", source);

        int digits = windows.stream()
                .mapToInt(
                        p -> ((Code) p.content()).source().replaceAll("\\D", "").length())
                .sum();
        assertThat(digits).isGreaterThanOrEqualTo(10_000);
        assertThat(windows)
                .allMatch(p -> p.origin().lastLine() <= 2 && p.origin().symbol().equals("table"));
    }

    @Test
    void filesOfOtherLanguagesHaveSymbolsAndThoseThatDoNotParseAreCounted(@TempDir Path folder) throws IOException {
        try (Ingest ingest = Ingest.with(Settings.defaults())) {
            FileResult good = ingest.ingest(Files.writeString(folder.resolve("a.go"), "package a\n\nfunc Run() {}\n"));
            assertThat(good.verdict()).isEqualTo(Verdict.OK);
            assertThat(good.passages()).extracting(p -> p.origin().symbol()).containsExactly("a.Run");
            assertThat(good.counts().lineFallbacks()).isZero();

            Path broken =
                    Files.writeString(folder.resolve("b.go"), "Dear ))) reader, this ((( is }} no Go.\n".repeat(20));
            FileResult bad = ingest.ingest(broken);
            assertThat(bad.verdict()).isEqualTo(Verdict.OK);
            assertThat(bad.counts().lineFallbacks()).isEqualTo(1);
            assertThat(bad.detail()).contains("do not parse");
            assertThat(bad.passages())
                    .isNotEmpty()
                    .allMatch(p -> p.origin().symbol().isEmpty());

            IngestReport report = ingest.walk(List.of(folder), result -> {}, Progress.none());
            assertThat(report.lineFallbacks()).isEqualTo(1);
            assertThat(report.toString()).contains("1 sources did not parse").contains("b.go");
        }
    }

    @Test
    void hostileSourcesAreBoundedAndToldApart(@TempDir Path folder) throws IOException {
        byte[] noise = new byte[200_000];
        new Random(3).nextBytes(noise);
        try (Ingest ingest = Ingest.with(Settings.defaults())) {
            FileResult binary = ingest.ingest(Files.write(folder.resolve("binary.py"), noise));
            assertThat(binary.passages()).isEmpty();
            assertThat(binary.reason()).isNotEqualTo(Reason.NONE);

            FileResult latin = ingest.ingest(Files.write(
                    folder.resolve("latin.py"),
                    "# gr\u00f6\u00dfe\ndef gr\u00f6\u00dfe():\n    return 1\n".getBytes(StandardCharsets.ISO_8859_1)));
            assertThat(latin.passages())
                    .singleElement()
                    .satisfies(p -> assertThat(p.origin().symbol()).isEqualTo("gr\u00f6\u00dfe"));

            FileResult minified = ingest.ingest(
                    Files.writeString(folder.resolve("app.min.js"), "function a(b){return b+1};".repeat(40_000)));
            assertThat(minified.verdict()).isEqualTo(Verdict.OK);
            assertThat(minified.detail()).contains("minified");
            assertThat(minified.passages())
                    .hasSizeLessThan(20_000)
                    .allMatch(p -> p.origin().lastLine() == 1);

            FileResult empty = ingest.ingest(Files.writeString(folder.resolve("empty.rs"), ""));
            assertThat(empty.reason()).isEqualTo(Reason.EMPTY);
        }
    }
}
