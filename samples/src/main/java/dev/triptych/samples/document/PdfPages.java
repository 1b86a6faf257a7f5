package dev.triptych.samples.document;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;

/** The pages of a PDF while they are being filled from top to bottom; lengths are in points. */
final class PdfPages implements AutoCloseable {
    /** The three faces, by what they are for; every PDF reader has them. */
    static final FontName PLAIN = FontName.HELVETICA;

    static final FontName BOLD = FontName.HELVETICA_BOLD;
    static final FontName SLANTED = FontName.HELVETICA_OBLIQUE;

    private static final float MARGIN = 72;
    private static final float WIDTH = PDRectangle.A4.getWidth() - 2 * MARGIN;
    private static final float TOP = PDRectangle.A4.getHeight() - MARGIN;
    private static final float LEADING = 1.42f;
    /** Size of running text. */
    static final float BODY = 11.5f;

    private final PDDocument document;
    private PDPageContentStream page;
    private float y;

    PdfPages(PDDocument document) throws IOException {
        this.document = document;
        this.page = blank();
        this.y = TOP;
    }

    /** Goes on at the top of a new page. */
    void turn() throws IOException {
        page.close();
        page = blank();
        y = TOP;
    }

    /** Turns the page when less than this is left of it. */
    void keepTogether(float height) throws IOException {
        if (y - height < MARGIN) {
            turn();
        }
    }

    void space(float height) {
        y -= height;
    }

    /** Lines of text, broken at spaces. */
    void text(String words, FontName face, float size, float indent, float after) throws IOException {
        PDFont font = new PDType1Font(face);
        for (String line : lines(words, font, size, WIDTH - indent)) {
            keepTogether(size * LEADING);
            y -= size * LEADING;
            show(line, font, size, MARGIN + indent, y);
        }
        y -= after;
    }

    void item(String mark, String words) throws IOException {
        keepTogether(BODY * LEADING);
        show(mark, new PDType1Font(PLAIN), BODY, MARGIN + 6, y - BODY * LEADING);
        text(words, PLAIN, BODY, 24, 4);
    }

    /** A table with columns of equal width and a bold head; an empty one is nothing. */
    void table(List<Block.Row> rows) throws IOException {
        if (rows.isEmpty()) {
            return;
        }
        keepTogether(rows.size() * BODY * 1.7f);
        for (int i = 0; i < rows.size(); i++) {
            y -= BODY * 1.7f;
            List<String> cells = rows.get(i).cells();
            PDFont font = new PDType1Font(i == 0 ? BOLD : PLAIN);
            for (int column = 0; column < cells.size(); column++) {
                show(cells.get(column), font, BODY, MARGIN + column * WIDTH / cells.size(), y);
            }
            rule(y - 4);
        }
        y -= 14;
    }

    /** A picture at two thirds of the text's width, its caption below. */
    void picture(Path file, String caption) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        float width = WIDTH * 0.66f;
        float height = width * image.getHeight() / image.getWidth();
        keepTogether(height + 40);
        y -= height + 8;
        page.drawImage(
                LosslessFactory.createFromImage(document, image), MARGIN + (WIDTH - width) / 2, y, width, height);
        text(caption, SLANTED, 9.5f, 40, 10);
    }

    @Override
    public void close() throws IOException {
        page.close();
    }

    private PDPageContentStream blank() throws IOException {
        PDPage blank = new PDPage(PDRectangle.A4);
        document.addPage(blank);
        PDPageContentStream stream = new PDPageContentStream(document, blank);
        String number = Integer.toString(document.getNumberOfPages());
        stream.beginText();
        stream.setFont(new PDType1Font(PLAIN), 9);
        stream.newLineAtOffset(PDRectangle.A4.getWidth() / 2, MARGIN / 2);
        stream.showText(number);
        stream.endText();
        return stream;
    }

    private void show(String line, PDFont font, float size, float x, float baseline) throws IOException {
        page.beginText();
        page.setFont(font, size);
        page.newLineAtOffset(x, baseline);
        page.showText(line);
        page.endText();
    }

    private void rule(float at) throws IOException {
        page.setLineWidth(0.4f);
        page.moveTo(MARGIN, at);
        page.lineTo(MARGIN + WIDTH, at);
        page.stroke();
    }

    private static List<String> lines(String words, PDFont font, float size, float width) throws IOException {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : words.split(" ")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && font.getStringWidth(longer) / 1000 * size > width) {
                lines.add(line);
                line = word;
            } else {
                line = longer;
            }
        }
        lines.add(line);
        return lines;
    }
}
