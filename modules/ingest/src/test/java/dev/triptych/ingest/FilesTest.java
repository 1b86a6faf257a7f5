package dev.triptych.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.triptych.space.Code;
import dev.triptych.space.Modality;
import dev.triptych.space.Passage;
import dev.triptych.space.Picture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that need no parser: text, source code, pictures; and those that are none of these. */
class FilesTest {
    private static Path folder;

    private static Ingest ingest;

    @BeforeAll
    static void start(@TempDir Path temporary) {
        folder = temporary;
        ingest = Ingest.with(Settings.defaults());
    }

    @AfterAll
    static void stop() {
        ingest.close();
    }

    private static FileResult read(String name, byte[] bytes) throws IOException {
        return ingest.ingest(Files.write(folder.resolve(name), bytes));
    }

    private static FileResult read(String name, String text) throws IOException {
        return read(name, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aTextFileKeepsItsLinesAndOffsets() throws IOException {
        String text = "First line.\n\n" + "Some words that fill a line of text.\n".repeat(60) + "\nLast line.\n";
        FileResult result = read("notes.txt", text);
        assertThat(result.verdict()).isEqualTo(Verdict.OK);
        assertThat(result.text(List.of())).isEqualTo(text);
        assertThat(result.passages()).hasSizeGreaterThan(2).allSatisfy(p -> {
            assertThat(text.substring(p.origin().firstChar(), p.origin().lastChar()))
                    .isEqualTo(p.words());
            assertThat(text.lines().toList().get(p.origin().firstLine() - 1))
                    .startsWith(p.words().lines().findFirst().orElseThrow().substring(0, 4));
        });
        assertThat(result.passages().get(result.passages().size() - 1).origin().lastLine())
                .isEqualTo(64);
    }

    @Test
    void theHeadingsOfMarkdownAreSectionsAndThoseInItsCodeAreNot() throws IOException {
        FileResult result = read("guide.md", "# Install\n\nRun it.\n\n```\n# a comment\n```\n\n## Use ##\n\nAsk it.\n");
        assertThat(result.passages()).extracting(p -> p.origin().section()).containsExactly("Install", "Use");
    }

    @Test
    void whatCannotBeStoredIsReplacedAndCounted() throws IOException {
        FileResult result = read("dirty.txt", "before\0after \u202Ereversed\u202C");
        assertThat(result.verdict()).isEqualTo(Verdict.OK);
        assertThat(result.counts().replacedChars()).isEqualTo(3);
        assertThat(result.passages().get(0).words()).isEqualTo("before\uFFFDafter \uFFFDreversed\uFFFD");
    }

    @Test
    void languagesWithoutAParserAreCutByLinesAndNothingIsLost() throws IOException {
        StringBuilder source = new StringBuilder();
        for (int i = 0; i < 80; i++) {
            source.append("def f")
                    .append(i)
                    .append("(x):\n    return x + ")
                    .append(i)
                    .append("\n\n");
        }
        FileResult result = read("many.jl", source.toString());
        assertThat(result.passages()).hasSizeGreaterThan(3).allSatisfy(p -> {
            assertThat(((Code) p.content()).language()).isEqualTo("julia");
            assertThat(p.words()).startsWith("def ");
            assertThat(source.toString().lines().toList().get(p.origin().firstLine() - 1))
                    .isEqualTo(p.words().lines().findFirst().orElseThrow());
            assertThat(source.substring(p.origin().firstChar(), p.origin().lastChar()))
                    .isEqualTo(p.words());
        });
        List<String> lines = new ArrayList<>();
        result.passages()
                .forEach(p -> p.words().lines().filter(l -> !l.isBlank()).forEach(lines::add));
        assertThat(lines)
                .isEqualTo(source.toString().lines().filter(l -> !l.isBlank()).toList());
    }

    @Test
    void aPictureFileIsAPassageWithTheWordsOfItsNameAndASmallCopy() throws IOException {
        FileResult result = read("redBarn_inWinter-2.png", DocumentsTest.png(600, 300));
        assertThat(result.verdict()).as(result.explanation()).isEqualTo(Verdict.OK);
        Passage passage = result.passages().get(0);
        assertThat(passage.modality()).isEqualTo(Modality.IMAGE);
        assertThat(passage.words()).isEqualTo("red Barn in Winter 2");
        BufferedImage small = ImageIO.read(new java.io.ByteArrayInputStream(passage.thumbnail()));
        assertThat(small.getWidth()).isEqualTo(256);
        assertThat(small.getHeight()).isEqualTo(128);
    }

    @Test
    void aGifIsGivenToTheEncoderAsPng() throws IOException {
        ByteArrayOutputStream gif = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(90, 70, BufferedImage.TYPE_BYTE_INDEXED), "gif", gif);
        FileResult result = read("anim.gif", gif.toByteArray());
        assertThat(result.verdict()).as(result.explanation()).isEqualTo(Verdict.OK);
        byte[] bytes = ((Picture) result.passages().get(0).content()).source().read();
        assertThat(new String(bytes, 1, 3, StandardCharsets.US_ASCII)).isEqualTo("PNG");
    }

    @Test
    void badPicturesHaveAReason() throws IOException {
        byte[] png = DocumentsTest.png(300, 300);
        assertThat(read("half.png", Arrays.copyOf(png, png.length / 2)).reason())
                .isEqualTo(Reason.CORRUPT);
        assertThat(read("dot.png", DocumentsTest.png(1, 1)).reason()).isEqualTo(Reason.TOO_SMALL);
        ByteBuffer.wrap(png).putInt(16, 20_000).putInt(20, 20_000);
        FileResult bomb = read("bomb.png", png);
        assertThat(bomb.reason()).isEqualTo(Reason.LIMIT);
        assertThat(bomb.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(bomb.detail()).contains("20000 x 20000");
    }

    @Test
    void textThatCallsItselfAPictureIsText() throws IOException {
        FileResult result = read("not.jpg", "This is only text.");
        assertThat(result.verdict()).isIn(Verdict.OK, Verdict.SKIPPED, Verdict.FAILED);
        assertThat(result.declaredType()).isEqualTo("image/jpeg");
        assertThat(result.detectedType()).isEqualTo("text/plain");
        assertThat(result.passages()).extracting(Passage::words).containsExactly("This is only text.");
    }

    @Test
    void emptyBlankAndUnknownFilesAreNeverSilentlyAbsent() throws IOException {
        assertThat(read("empty.txt", "").reason()).isEqualTo(Reason.EMPTY);
        assertThat(read("empty.pdf", "").verdict()).isEqualTo(Verdict.FAILED);
        assertThat(read("blank.txt", " \n\t\n").reason()).isEqualTo(Reason.NO_CONTENT);
        byte[] noise = new byte[5000];
        new java.util.Random(7).nextBytes(noise);
        FileResult unknown = read("noise.dat", noise);
        assertThat(unknown.verdict()).isEqualTo(Verdict.SKIPPED);
        assertThat(unknown.contentHash()).hasSize(64);
        assertThat(ingest.ingest(folder.resolve("absent.txt")).reason()).isEqualTo(Reason.UNREADABLE);
        assertThat(ingest.ingest(folder).reason()).isEqualTo(Reason.NOT_A_FILE);
    }

    @Test
    void aFileThatMayNotBeReadFailsWithThatReason() throws IOException {
        Path file = Files.writeString(folder.resolve("locked.txt"), "secret");
        assumeThat(file.toFile().setReadable(false) && !Files.isReadable(file))
                .as("this user may read everything")
                .isTrue();
        assertThat(ingest.ingest(file).reason()).isEqualTo(Reason.UNREADABLE);
    }

    @Test
    void longTextAndLargeFilesStopAtTheirLimits() throws IOException {
        Path file = Files.writeString(folder.resolve("long.txt"), "word ".repeat(10_000));
        try (Ingest small = Ingest.with(Settings.defaults().withMaxTextChars(1000))) {
            FileResult result = small.ingest(file);
            assertThat(result.verdict()).isEqualTo(Verdict.PARTIAL);
            assertThat(result.reason()).isEqualTo(Reason.TRUNCATED);
            assertThat(result.text(List.of())).hasSize(1000);
        }
        try (Ingest smaller = Ingest.with(Settings.defaults().withMaxFileBytes(1000))) {
            assertThat(smaller.ingest(file).reason()).isEqualTo(Reason.TOO_LARGE);
        }
    }
}
