package dev.triptych.samples.document;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;

/** Writes a manuscript as an A4 PDF with headings, lists, tables, figures and page numbers; the same text gives the same file. */
public final class PdfBinder {
    /** Any fixed number; without it the document's identifier is made of the time of day. */
    private static final long DOCUMENT_ID = 20260101L;

    private PdfBinder() {}

    /**
     * Writes the file.
     *
     * @param pictures the folder illustrations are taken from
     */
    public static void write(Manuscript manuscript, Path pictures, Path file) throws IOException {
        try (PDDocument document = new PDDocument();
                OutputStream out = Files.newOutputStream(file)) {
            document.setDocumentId(DOCUMENT_ID);
            document.getDocumentCatalog().setLanguage(manuscript.language());
            PDDocumentInformation information = document.getDocumentInformation();
            information.setTitle(manuscript.title());
            information.setAuthor(manuscript.author());
            Calendar made = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
            made.setTimeInMillis(0);
            made.set(2026, Calendar.JANUARY, 1, 0, 0, 0);
            information.setCreationDate(made);
            try (PdfPages pages = new PdfPages(document)) {
                pages.text(manuscript.title(), PdfPages.BOLD, 19, 0, 4);
                pages.text(manuscript.author(), PdfPages.SLANTED, PdfPages.BODY, 0, 12);
                List<Block.Row> table = new ArrayList<>();
                for (Block block : manuscript.blocks()) {
                    if (block instanceof Block.Row row) {
                        table.add(row);
                        continue;
                    }
                    pages.table(table);
                    table.clear();
                    block(pages, block, pictures);
                }
                pages.table(table);
            }
            document.save(out, CompressParameters.NO_COMPRESSION);
        }
    }

    private static void block(PdfPages pages, Block block, Path pictures) throws IOException {
        if (block instanceof Block.Heading heading) {
            float size = heading.level() == 1 ? 15 : 12.5f;
            pages.keepTogether(size * 5);
            pages.space(size * 0.5f);
            pages.text(heading.text(), PdfPages.BOLD, size, 0, 4);
        } else if (block instanceof Block.Paragraph paragraph) {
            pages.text(paragraph.text(), PdfPages.PLAIN, PdfPages.BODY, 0, 8);
        } else if (block instanceof Block.Item item) {
            pages.item(item.mark(), item.text());
        } else if (block instanceof Block.Illustration illustration) {
            pages.picture(pictures.resolve(illustration.file()), illustration.caption());
        } else {
            pages.turn();
        }
    }
}
