package dev.triptych.samples.shelf;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the repository is what the program makes, and all of it opens. */
class CommittedLibraryTest {
    private static final Path SAMPLES =
            Path.of(System.getProperty("triptych.root", "..")).resolve("samples");

    /** One run of the program for all tests. */
    private static Path made = Path.of("");

    @BeforeAll
    static void make(@TempDir Path folder) {
        made = folder;
        LibraryMaker.make(made);
    }

    @Test
    void theCommittedPicturesAreTheOnesTheProgramDraws() throws IOException {
        assertThat(names(SAMPLES.resolve("library/pictures"))).isEqualTo(names(made.resolve("library/pictures")));
        for (Path drawn : files(made.resolve("library/pictures"))) {
            Path committed = SAMPLES.resolve("library/pictures").resolve(drawn.getFileName());
            // Fonts and rasterizers differ between JDKs by a few pixels at edges; another scene differs by far more.
            assertThat(difference(read(drawn), read(committed)))
                    .as(drawn.getFileName().toString())
                    .isLessThan(4);
        }
    }

    @Test
    void theCommittedDocumentsHaveTheTextThatTheProgramBinds() throws IOException {
        for (String name : Shelf.documents()) {
            String committed = text(SAMPLES.resolve("library/documents").resolve(name));
            assertThat(committed)
                    .as(name)
                    .isEqualTo(text(made.resolve("library/documents").resolve(name)));
            assertThat(committed).as(name).hasSizeGreaterThan(1000);
        }
    }

    @Test
    void theCommittedCaptionsAreTheOnesTheProgramWrites() {
        assertThat(SAMPLES.resolve("questions/captions.jsonl"))
                .hasSameTextualContentAs(made.resolve("questions/captions.jsonl"));
    }

    @Test
    void twoRunsWriteTheSameBytes(@TempDir Path again) throws IOException {
        LibraryMaker.make(again);
        for (Path file : files(made)) {
            assertThat(again.resolve(made.relativize(file))).hasSameBinaryContentAs(file);
        }
    }

    @Test
    void everyParagraphOfAManuscriptIsInItsDocument() throws IOException {
        for (String name : Shelf.documents()) {
            String text = text(SAMPLES.resolve("library/documents").resolve(name))
                    .replace("&quot;", "\"")
                    .replaceAll("\\s+", " ");
            for (var block : Shelf.manuscript(name).blocks()) {
                if (block instanceof dev.triptych.samples.document.Block.Paragraph paragraph) {
                    // A page number may stand in the middle of a paragraph that goes on over the page.
                    String start = paragraph
                            .text()
                            .substring(0, Math.min(60, paragraph.text().length()));
                    assertThat(text).as(name).contains(start);
                }
            }
        }
    }

    @Test
    void theReportHasSeveralPagesAndItsFigure() throws IOException {
        try (PDDocument report = Loader.loadPDF(
                SAMPLES.resolve("library/documents/meteor-camera-report.pdf").toFile())) {
            assertThat(report.getNumberOfPages()).isBetween(2, 4);
            assertThat(report.getPages())
                    .anySatisfy(page ->
                            assertThat(page.getResources().getXObjectNames()).hasSize(1));
        }
    }

    @Test
    void everySceneShowsHeldOutCompositionsOnlyAndNoTwoAreAlike() {
        assertThat(Scenes.scenes()).doesNotHaveDuplicates().allSatisfy(scene -> assertThat(scene.things())
                .allMatch(thing -> thing.heldOut()));
    }

    @Test
    void theLibraryIsSmall() throws IOException {
        long bytes = 0;
        for (Path file : files(SAMPLES.resolve("library"))) {
            bytes += Files.size(file);
        }
        assertThat(bytes).isLessThan(3_000_000);
    }

    private static String text(Path file) throws IOException {
        String name = file.toString();
        if (name.endsWith(".pdf")) {
            try (PDDocument document = Loader.loadPDF(file.toFile())) {
                return new PDFTextStripper().getText(document);
            }
        } else if (name.endsWith(".docx")) {
            try (XWPFDocument document = new XWPFDocument(Files.newInputStream(file));
                    XWPFWordExtractor extractor = new XWPFWordExtractor(document)) {
                return extractor.getText();
            }
        }
        return Files.readString(file);
    }

    private static BufferedImage read(Path file) throws IOException {
        return ImageIO.read(file.toFile());
    }

    /** Mean difference of the pixels' channels, 0 to 255. */
    private static double difference(BufferedImage a, BufferedImage b) {
        assertThat(a.getWidth()).isEqualTo(b.getWidth());
        assertThat(a.getHeight()).isEqualTo(b.getHeight());
        double sum = 0;
        for (int y = 0; y < a.getHeight(); y++) {
            for (int x = 0; x < a.getWidth(); x++) {
                for (int shift = 0; shift < 24; shift += 8) {
                    sum += Math.abs((a.getRGB(x, y) >> shift & 255) - (b.getRGB(x, y) >> shift & 255));
                }
            }
        }
        return sum / (3.0 * a.getWidth() * a.getHeight());
    }

    private static Set<String> names(Path folder) throws IOException {
        return files(folder).stream()
                .map(file -> file.getFileName().toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
