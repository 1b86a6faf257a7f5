package dev.triptych.mine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.ingest.Settings;
import dev.triptych.space.Progress;
import dev.triptych.vision.PictureDecoder;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.poi.common.usermodel.PictureType;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.util.Units;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentMinerTest {
    private static final String PAGE =
            """
            <html><head><title>Bees on the roof</title></head><body><h1>Bees on the roof</h1>
            <p>Two colonies of bees moved to the roof of the town hall in the spring of last year.</p>
            <h2>The first winter</h2>
            <p>In the first winter the colonies were wrapped in straw and were fed with sugar twice.</p>
            <h2>Honey</h2>
            <p>The first harvest was forty jars of honey, which were given to the neighbours at once.</p>
            <h2>What it cost</h2><p>1,200 300 45 17 | 28 | 99 | 1 | 2 | 3 | 4 | 5</p>
            <h2>A short part</h2><p>Nothing yet.</p></body></html>
            """;

    @TempDir
    private Path folder = Path.of("");

    private MineReport mine(DocumentMiner.Rules rules, Path out) {
        return DocumentMiner.mine(
                List.of(folder.resolve("in")),
                Settings.defaults(),
                rules,
                out,
                folder.resolve("figures"),
                Progress.none());
    }

    private static List<JsonNode> rows(Path out) throws IOException {
        List<JsonNode> rows = new ArrayList<>();
        for (String line : Files.readAllLines(out)) {
            rows.add(new ObjectMapper().readTree(line));
        }
        return rows;
    }

    private static List<String> of(List<JsonNode> rows, String kind) {
        return rows.stream()
                .filter(r -> r.path("kind").asText().equals(kind))
                .map(r -> r.path("anchor").asText() + " > "
                        + r.path("text").asText().lines().findFirst().orElse(""))
                .toList();
    }

    @Test
    void headingsGoWithTheirParagraphsAndTheTitleWithTheBeginningOfEachSection() throws IOException {
        Files.createDirectories(folder.resolve("in"));
        Files.writeString(folder.resolve("in/bees.html"), PAGE);
        Path out = folder.resolve("out.jsonl");
        MineReport report = mine(DocumentMiner.Rules.STANDARD, out);
        List<JsonNode> rows = rows(out);
        assertThat(of(rows, "heading"))
                .containsExactly(
                        "The first winter > In the first winter the colonies were wrapped in straw and were fed with sugar twice.");
        assertThat(of(rows, "title"))
                .containsExactly(
                        "Bees on the roof > Two colonies of bees moved to the roof of the town hall in the spring of last year.",
                        "Bees on the roof > In the first winter the colonies were wrapped in straw and were fed with sugar twice.",
                        "Bees on the roof > The first harvest was forty jars of honey, which were given to the neighbours at once.");
        assertThat(report.dropped().count("a heading of too few words")).isEqualTo(1);
        assertThat(report.dropped().count("a paragraph that is not mostly letters"))
                .isEqualTo(2);
        assertThat(report.dropped().count("a paragraph of too few words")).isEqualTo(2);
        assertThat(report.seen()).isEqualTo(report.kept() + report.dropped().count());
    }

    @Test
    void aHeadingOfManyFilesSaysNothing() throws IOException {
        Files.createDirectories(folder.resolve("in"));
        for (int i = 0; i < 3; i++) {
            Files.writeString(
                    folder.resolve("in/" + i + ".md"),
                    "# Report number " + "abc".charAt(i) + "\n\n## Related work\n\nMany people have written about " + i
                            + " and about the others as well.\n");
        }
        Path out = folder.resolve("out.jsonl");
        assertThat(of(rows(written(new DocumentMiner.Rules(2, 8, 3), out)), "heading"))
                .hasSize(3);
        assertThat(of(rows(written(new DocumentMiner.Rules(2, 8, 2), out)), "heading"))
                .isEmpty();
    }

    private Path written(DocumentMiner.Rules rules, Path out) {
        mine(rules, out);
        return out;
    }

    @Test
    void captionsGoWithTheirFiguresInOrderAndOnlyIfThereIsOneForEach() throws IOException {
        document("two", List.of(Color.RED, Color.BLUE), "Figure 1: a red square alone", "Fig. 2. a blue square alone");
        document("odd", List.of(Color.GREEN, Color.PINK), "Figure 1: only one caption");
        document("none", List.of(Color.GRAY), "a paragraph that is no caption");
        Path out = folder.resolve("out.jsonl");
        MineReport report = mine(DocumentMiner.Rules.STANDARD, out);
        List<JsonNode> figures = rows(out).stream()
                .filter(r -> r.path("kind").asText().equals("figure"))
                .toList();
        assertThat(figures)
                .extracting(r -> r.path("anchor").asText())
                .containsExactly("a red square alone", "a blue square alone");
        assertThat(figures)
                .extracting(r -> middle(r.path("image").asText()))
                .containsExactly(Color.RED.getRGB() & 0xffffff, Color.BLUE.getRGB() & 0xffffff);
        assertThat(report.dropped().count("not one caption for each figure")).isEqualTo(2);
        assertThat(report.dropped().count("a figure without a caption")).isEqualTo(1);
    }

    private int middle(String image) {
        try {
            byte[] bytes = Files.readAllBytes(folder.resolve(image));
            PictureDecoder.check(image, bytes);
            return ImageIO.read(folder.resolve(image).toFile()).getRGB(50, 50) & 0xffffff;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void document(String name, List<Color> pictures, String... paragraphs) throws IOException {
        Files.createDirectories(folder.resolve("in"));
        try (XWPFDocument document = new XWPFDocument()) {
            for (int i = 0; i < Math.max(pictures.size(), paragraphs.length); i++) {
                if (i < pictures.size()) {
                    XWPFRun run = document.createParagraph().createRun();
                    byte[] png = png(pictures.get(i));
                    run.addPicture(
                            new ByteArrayInputStream(png),
                            PictureType.PNG,
                            "p" + i + ".png",
                            Units.toEMU(100),
                            Units.toEMU(100));
                }
                if (i < paragraphs.length) {
                    document.createParagraph().createRun().setText(paragraphs[i]);
                }
            }
            try (var out = Files.newOutputStream(folder.resolve("in/" + name + ".docx"))) {
                document.write(out);
            }
        } catch (InvalidFormatException e) {
            throw new IOException(e);
        }
    }

    private static byte[] png(Color color) throws IOException {
        BufferedImage image = new BufferedImage(100, 100, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(color);
        pen.fillRect(0, 0, 100, 100);
        pen.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }
}
