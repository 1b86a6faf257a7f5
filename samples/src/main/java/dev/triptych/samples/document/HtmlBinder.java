package dev.triptych.samples.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes a manuscript as one HTML page; its illustrations stay files beside it. */
public final class HtmlBinder {
    private HtmlBinder() {}

    /**
     * Writes the page.
     *
     * @param pictures where illustrations lie, as a relative address
     */
    public static void write(Manuscript manuscript, String pictures, Path file) throws IOException {
        StringBuilder html = new StringBuilder();
        html.append("<!DOCTYPE html>\n<html lang=\"")
                .append(manuscript.language())
                .append("\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.append("<meta name=\"author\" content=\"")
                .append(escape(manuscript.author()))
                .append("\">\n");
        html.append("<title>").append(escape(manuscript.title())).append("</title>\n</head>\n<body>\n");
        html.append("<h1>").append(escape(manuscript.title())).append("</h1>\n");
        List<Block> blocks = manuscript.blocks();
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            String tag = container(block);
            if (!tag.isEmpty() && (i == 0 || !container(blocks.get(i - 1)).equals(tag))) {
                html.append('<').append(tag).append(">\n");
            }
            boolean head = block instanceof Block.Row && !(blocks.get(Math.max(0, i - 1)) instanceof Block.Row);
            html.append(block(block, head, pictures));
            if (!tag.isEmpty()
                    && (i + 1 == blocks.size() || !container(blocks.get(i + 1)).equals(tag))) {
                html.append("</").append(tag).append(">\n");
            }
        }
        html.append("</body>\n</html>\n");
        Files.writeString(file, html);
    }

    private static String container(Block block) {
        if (block instanceof Block.Item item) {
            return item.mark().equals("•") ? "ul" : "ol";
        }
        return block instanceof Block.Row ? "table" : "";
    }

    private static String block(Block block, boolean head, String pictures) {
        if (block instanceof Block.Heading heading) {
            String tag = "h" + (heading.level() + 1);
            return "<" + tag + ">" + escape(heading.text()) + "</" + tag + ">\n";
        } else if (block instanceof Block.Paragraph paragraph) {
            return "<p>" + escape(paragraph.text()) + "</p>\n";
        } else if (block instanceof Block.Item item) {
            return "<li>" + escape(item.text()) + "</li>\n";
        } else if (block instanceof Block.Row row) {
            StringBuilder cells = new StringBuilder("<tr>");
            String tag = head ? "th" : "td";
            row.cells().forEach(cell -> cells.append("<" + tag + ">" + escape(cell) + "</" + tag + ">"));
            return cells.append("</tr>\n").toString();
        } else if (block instanceof Block.Illustration illustration) {
            String caption = escape(illustration.caption());
            return "<figure><img src=\"" + pictures + "/" + illustration.file() + "\" alt=\"" + caption
                    + "\"><figcaption>" + caption + "</figcaption></figure>\n";
        }
        return "<hr>\n";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
