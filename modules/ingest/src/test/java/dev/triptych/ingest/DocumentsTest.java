package dev.triptych.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triptych.space.Modality;
import dev.triptych.space.Passage;
import dev.triptych.space.Picture;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.poi.common.usermodel.PictureType;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.util.Units;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFSlide;
import org.apache.poi.xslf.usermodel.XSLFTextBox;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFStyle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyle;

/** Documents made here: what is in them comes out, with where it stands. */
class DocumentsTest {
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

    static byte[] png(int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(Color.ORANGE);
        g.fillOval(0, 0, width, height);
        g.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private static List<Passage> of(FileResult result, Modality modality) {
        return result.passages().stream().filter(p -> p.modality() == modality).toList();
    }

    private static Passage containing(FileResult result, String words) {
        return result.passages().stream()
                .filter(p -> p.words().contains(words))
                .findFirst()
                .orElseThrow(() -> new AssertionError(words + " is in none of " + result));
    }

    private static void offsetsHold(FileResult result) {
        for (Passage p : of(result, Modality.TEXT)) {
            String text = result.text(p.origin().embedded());
            assertThat(text.substring(p.origin().firstChar(), p.origin().lastChar()))
                    .isEqualTo(p.words());
        }
    }

    private static Path pdf(String name, PDDocument document, String... pages) throws IOException {
        for (String words : pages) {
            PDPage page = new PDPage();
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                content.newLineAtOffset(72, 700);
                content.showText(words);
                content.endText();
            }
        }
        Path file = folder.resolve(name);
        document.save(file.toFile());
        return file;
    }

    @Test
    void aPdfGivesItsPagesAndThePicturesOnThem() throws IOException {
        Path file;
        try (PDDocument document = new PDDocument()) {
            pdf("pages.pdf", document, "The first page speaks of harbours.", "The second page speaks of glaciers.");
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(png(200, 120)));
            try (PDPageContentStream content = new PDPageContentStream(
                    document, document.getPage(1), PDPageContentStream.AppendMode.APPEND, false)) {
                content.drawImage(LosslessFactory.createFromImage(document, image), 100, 300);
            }
            file = folder.resolve("pages.pdf");
            document.save(file.toFile());
        }
        FileResult result = ingest.ingest(file);
        assertThat(result.verdict()).as(result.explanation()).isEqualTo(Verdict.OK);
        assertThat(containing(result, "harbours").origin().page()).isEqualTo(1);
        assertThat(containing(result, "glaciers").origin().page()).isEqualTo(2);
        assertThat(of(result, Modality.IMAGE)).singleElement().satisfies(p -> {
            assertThat(p.origin().page()).isEqualTo(2);
            assertThat(p.origin().embedded()).hasSize(1);
            assertThat(p.thumbnail()).startsWith(0xFF, 0xD8);
            assertThat(((Picture) p.content()).source().read()).isNotEmpty();
        });
        offsetsHold(result);
    }

    @Test
    void aPdfThatWasCutShortIsPartialOrFailedNeverOk() throws IOException {
        byte[] whole;
        try (PDDocument document = new PDDocument()) {
            whole = Files.readAllBytes(
                    pdf("whole.pdf", document, "Words on the first page.", "Words on the second page."));
        }
        Path half = Files.write(folder.resolve("half.pdf"), java.util.Arrays.copyOf(whole, whole.length / 2));
        FileResult result = ingest.ingest(half);
        assertThat(result.verdict()).isIn(Verdict.PARTIAL, Verdict.FAILED);
        assertThat(result.reason()).isEqualTo(Reason.CORRUPT);
    }

    @Test
    void anEncryptedPdfNeedsThePasswordThatTheCallerGives() throws IOException {
        Path file = folder.resolve("secret.pdf");
        try (PDDocument document = new PDDocument()) {
            pdf("open.pdf", document, "The vault opens at noon.");
            StandardProtectionPolicy policy = new StandardProtectionPolicy("owner", "user", new AccessPermission());
            policy.setEncryptionKeyLength(128);
            document.protect(policy);
            document.save(file.toFile());
        }
        FileResult closed = ingest.ingest(file);
        assertThat(closed.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(closed.reason()).isEqualTo(Reason.ENCRYPTED);
        try (Ingest knowing = Ingest.with(Settings.defaults().withPasswords(f -> Optional.of("user")))) {
            assertThat(containing(knowing.ingest(file), "vault")).isNotNull();
        }
    }

    @Test
    void aWordDocumentGivesItsHeadingsAndItsPictureWithTheAlternativeText() throws IOException, InvalidFormatException {
        Path file = folder.resolve("report.docx");
        try (XWPFDocument document = new XWPFDocument();
                OutputStream out = Files.newOutputStream(file)) {
            CTStyle style = CTStyle.Factory.newInstance();
            style.setStyleId("Heading1");
            style.addNewName().setVal("heading 1");
            document.createStyles().addStyle(new XWPFStyle(style));
            heading(document, "Weather");
            document.createParagraph().createRun().setText("It rained for nine days.");
            heading(document, "Harvest");
            XWPFParagraph p = document.createParagraph();
            p.createRun().setText("The apples were small.");
            p.createRun()
                    .addPicture(
                            new ByteArrayInputStream(png(160, 100)),
                            PictureType.PNG,
                            "orchard.png",
                            Units.toEMU(160),
                            Units.toEMU(100))
                    .getCTPicture()
                    .getNvPicPr()
                    .getCNvPr()
                    .setDescr("an orange orchard");
            p.createRun()
                    .addPicture(
                            new ByteArrayInputStream(png(16, 16)),
                            PictureType.PNG,
                            "bullet.png",
                            Units.toEMU(16),
                            Units.toEMU(16));
            document.write(out);
        }
        FileResult result = ingest.ingest(file);
        assertThat(result.verdict()).as(result.explanation()).isEqualTo(Verdict.OK);
        assertThat(containing(result, "nine days").origin().section()).isEqualTo("Weather");
        assertThat(containing(result, "apples").origin().section()).isEqualTo("Harvest");
        assertThat(of(result, Modality.IMAGE)).singleElement().satisfies(p -> assertThat(p.words())
                .contains("orange orchard", "report"));
        assertThat(result.counts().droppedPictures()).as("the bullet").isEqualTo(1);
        offsetsHold(result);
    }

    private static void heading(XWPFDocument document, String words) {
        XWPFParagraph p = document.createParagraph();
        p.setStyle("Heading1");
        p.createRun().setText(words);
    }

    @Test
    void slidesAreNumberedAndTheirPicturesKnowTheirSlide() throws IOException {
        Path file = folder.resolve("talk.pptx");
        try (XMLSlideShow show = new XMLSlideShow();
                OutputStream out = Files.newOutputStream(file)) {
            for (String words : List.of("Opening words", "Closing words")) {
                XSLFSlide slide = show.createSlide();
                XSLFTextBox box = slide.createTextBox();
                box.setAnchor(new java.awt.Rectangle(10, 10, 300, 50));
                box.setText(words);
            }
            show.getSlides()
                    .get(0)
                    .createPicture(
                            show.addPicture(png(128, 128), org.apache.poi.sl.usermodel.PictureData.PictureType.PNG));
            show.write(out);
        }
        FileResult result = ingest.ingest(file);
        assertThat(containing(result, "Opening").origin().page()).isEqualTo(1);
        assertThat(containing(result, "Closing").origin().page()).isEqualTo(2);
        assertThat(of(result, Modality.IMAGE))
                .singleElement()
                .satisfies(p -> assertThat(p.origin().page()).isEqualTo(1));
    }

    @Test
    void theSheetsOfAWorkbookAreSections() throws IOException {
        Path file = folder.resolve("numbers.xlsx");
        try (XSSFWorkbook book = new XSSFWorkbook();
                OutputStream out = Files.newOutputStream(file)) {
            book.createSheet("Income").createRow(0).createCell(0).setCellValue("rent of the mill");
            book.createSheet("Costs").createRow(0).createCell(0).setCellValue("new millstones");
            book.write(out);
        }
        FileResult result = ingest.ingest(file);
        assertThat(containing(result, "rent").origin().section()).isEqualTo("Income");
        assertThat(containing(result, "millstones").origin().section()).isEqualTo("Costs");
    }

    @Test
    void htmlGivesItsTextWithoutItsScripts() throws IOException {
        Path file = Files.writeString(
                folder.resolve("page.html"),
                "<html><head><title>The Title</title><script>var hidden = 1;</script></head><body><h1>Bread</h1>"
                        + "<p>Flour and <b>water</b>.</p><ul><li>salt</li><li>yeast</li></ul></body></html>");
        FileResult result = ingest.ingest(file);
        assertThat(containing(result, "Flour and water.").origin().section()).isEqualTo("Bread");
        assertThat(result.text(List.of()))
                .contains("The Title")
                .contains("salt\nyeast")
                .doesNotContain("hidden");
        offsetsHold(result);
    }

    @Test
    void namesInArchivesAreLabelsAndWhatIsInsideIsFound() throws IOException {
        Path file = folder.resolve("box.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("../../../../tmp/triptych-evil.txt"));
            zip.write("Words from outside.".getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("src/main.py"));
            zip.write("def greet():\n    print('hello')\n".getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("inner.zip"));
            ByteArrayOutputStream inner = new ByteArrayOutputStream();
            try (ZipOutputStream nested = new ZipOutputStream(inner)) {
                nested.putNextEntry(new ZipEntry("deep.txt"));
                nested.write("Words from within.".getBytes(StandardCharsets.UTF_8));
            }
            zip.write(inner.toByteArray());
        }
        FileResult result = ingest.ingest(file);
        assertThat(result.verdict()).as(result.explanation()).isEqualTo(Verdict.OK);
        assertThat(Path.of("/tmp/triptych-evil.txt")).doesNotExist();
        assertThat(containing(result, "outside").origin().embedded())
                .containsExactly("../../../../tmp/triptych-evil.txt");
        assertThat(containing(result, "within").origin().embedded()).containsExactly("inner.zip", "deep.txt");
        assertThat(of(result, Modality.CODE))
                .singleElement()
                .satisfies(p -> assertThat(p.origin().firstLine()).isEqualTo(1));
        offsetsHold(result);
    }

    @Test
    void aWrongExtensionIsSeenThroughAndBothTypesAreTold() throws IOException {
        Path file;
        try (PDDocument document = new PDDocument()) {
            file = pdf("disguised.docx", document, "A PDF in disguise.");
        }
        FileResult result = ingest.ingest(file);
        assertThat(containing(result, "disguise")).isNotNull();
        assertThat(result.declaredType()).contains("wordprocessingml");
        assertThat(result.detectedType()).isEqualTo("application/pdf");
    }

    @Test
    void nothingOfOneFileIsFoundInTheNext() throws IOException {
        Path one = Files.writeString(folder.resolve("one.html"), "<title>alpha</title><p>alpha alpha");
        Path two = Files.writeString(folder.resolve("two.html"), "<p>beta");
        ingest.ingest(one);
        assertThat(ingest.ingest(two).text(List.of())).isEqualTo("beta");
    }
}
