package dev.triptych.samples.document;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.poi.common.usermodel.PictureType;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.opc.internal.PackagePropertiesPart;
import org.apache.poi.util.Units;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFStyle;
import org.apache.poi.xwpf.usermodel.XWPFStyles;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyle;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STStyleType;

/** Writes a manuscript as a DOCX file, with fixed dates and a fixed order of its parts, so that the same text gives the same bytes. */
public final class DocxBinder {
    private static final Instant MADE = Instant.parse("2026-01-01T00:00:00Z");
    private static final int PICTURE_WIDTH = 380;

    private DocxBinder() {}

    /**
     * Writes the file.
     *
     * @param pictures the folder illustrations are taken from
     */
    public static void write(Manuscript manuscript, Path pictures, Path file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (XWPFDocument document = new XWPFDocument()) {
            properties(document, manuscript);
            XWPFStyles styles = document.createStyles();
            style(styles, "Title", "Title");
            style(styles, "Heading1", "heading 1");
            style(styles, "Heading2", "heading 2");
            styled(document, "Title", manuscript.title(), 20);
            Optional<XWPFTable> table = Optional.empty();
            for (Block block : manuscript.blocks()) {
                if (block instanceof Block.Row row) {
                    table = Optional.of(row(document, table, row));
                } else {
                    table = Optional.empty();
                    block(document, block, pictures);
                }
            }
            document.write(bytes);
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            timeless(bytes.toByteArray(), out);
        }
    }

    private static void properties(XWPFDocument document, Manuscript manuscript) {
        var core = document.getProperties().getCoreProperties();
        core.setTitle(manuscript.title());
        core.setCreator(manuscript.author());
        PackagePropertiesPart dates = core.getUnderlyingProperties();
        dates.setCreatedProperty(Optional.of(Date.from(MADE)));
        dates.setModifiedProperty(Optional.of(Date.from(MADE)));
    }

    private static void style(XWPFStyles styles, String id, String name) {
        CTStyle style = CTStyle.Factory.newInstance();
        style.setStyleId(id);
        style.addNewName().setVal(name);
        style.setType(STStyleType.PARAGRAPH);
        styles.addStyle(new XWPFStyle(style, styles));
    }

    private static void styled(XWPFDocument document, String style, String text, int size) {
        XWPFParagraph paragraph = document.createParagraph();
        paragraph.setStyle(style);
        paragraph.setSpacingBefore(160);
        XWPFRun run = paragraph.createRun();
        run.setBold(true);
        run.setFontSize(size);
        run.setText(text);
    }

    private static void block(XWPFDocument document, Block block, Path pictures) throws IOException {
        if (block instanceof Block.Heading heading) {
            styled(document, "Heading" + heading.level(), heading.text(), heading.level() == 1 ? 15 : 12);
        } else if (block instanceof Block.Paragraph paragraph) {
            text(document, paragraph.text(), 0);
        } else if (block instanceof Block.Item item) {
            text(document, item.mark() + " " + item.text(), 300);
        } else if (block instanceof Block.Illustration illustration) {
            illustration(document, illustration, pictures);
        } else {
            document.createParagraph().setPageBreak(true);
        }
    }

    private static XWPFParagraph text(XWPFDocument document, String text, int indent) {
        XWPFParagraph paragraph = document.createParagraph();
        paragraph.setIndentationLeft(indent);
        paragraph.setSpacingAfter(indent == 0 ? 120 : 40);
        paragraph.createRun().setText(text);
        return paragraph;
    }

    private static XWPFTable row(XWPFDocument document, Optional<XWPFTable> before, Block.Row row) {
        XWPFTable table =
                before.orElseGet(() -> document.createTable(1, row.cells().size()));
        var cells = before.isPresent() ? table.createRow() : table.getRow(0);
        for (int i = 0; i < row.cells().size(); i++) {
            cells.getCell(i).setText(row.cells().get(i));
        }
        return table;
    }

    private static void illustration(XWPFDocument document, Block.Illustration illustration, Path pictures)
            throws IOException {
        byte[] png = Files.readAllBytes(pictures.resolve(illustration.file()));
        var image = ImageIO.read(new ByteArrayInputStream(png));
        int height = PICTURE_WIDTH * image.getHeight() / image.getWidth();
        try {
            document.createParagraph()
                    .createRun()
                    .addPicture(
                            new ByteArrayInputStream(png),
                            PictureType.PNG,
                            illustration.file(),
                            Units.toEMU(PICTURE_WIDTH),
                            Units.toEMU(height));
        } catch (InvalidFormatException e) {
            throw new IOException(illustration.file() + ": " + e.getMessage(), e);
        }
        text(document, illustration.caption(), 0);
    }

    /** The same parts in alphabetical order, all of one date. The part that names the types must come first. */
    private static void timeless(byte[] zip, OutputStream out) throws IOException {
        Map<String, byte[]> parts = new TreeMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                parts.put(entry.getName(), in.readAllBytes());
            }
        }
        try (ZipOutputStream to = new ZipOutputStream(out)) {
            for (var part : parts.entrySet()) {
                ZipEntry entry = new ZipEntry(part.getKey());
                entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
                to.putNextEntry(entry);
                to.write(part.getValue());
                to.closeEntry();
            }
        }
    }
}
