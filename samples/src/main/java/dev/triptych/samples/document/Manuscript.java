package dev.triptych.samples.document;

import dev.triptych.space.TriptychException;
import java.util.Arrays;
import java.util.List;

/**
 * A text with its title and blocks, read from a light markup.
 *
 * <p>The first three lines are title, author and language. After them {@code #} and {@code ##} begin headings, {@code -} and
 * {@code 1.} list items, {@code |} table rows; {@code !file.png caption} is an illustration, {@code ===} a new page, and any other
 * line a paragraph.
 *
 * @param language ISO 639-1 code of the (first) language
 */
public record Manuscript(String title, String author, String language, List<Block> blocks) {
    public Manuscript {
        blocks = List.copyOf(blocks);
    }

    /**
     * Reads the markup.
     *
     * @param name what errors call it
     */
    public static Manuscript parse(String name, String markup) {
        List<String> lines = markup.lines().toList();
        if (lines.size() < 4) {
            throw new TriptychException(
                    name, lines.size() + " lines", "title, author, language and a text", "write them");
        }
        List<Block> blocks = lines.subList(3, lines.size()).stream()
                .filter(line -> !line.isBlank())
                .map(line -> block(line.strip()))
                .toList();
        return new Manuscript(lines.get(0), lines.get(1), lines.get(2), blocks);
    }

    private static Block block(String line) {
        int space = line.indexOf(' ');
        String rest = space < 0 ? "" : line.substring(space + 1);
        return switch (line.charAt(0)) {
            case '#' -> new Block.Heading(space, rest);
            case '!' -> new Block.Illustration(line.substring(1, space), rest);
            case '|' ->
                new Block.Row(Arrays.stream(line.substring(1).split("\\|"))
                        .map(String::strip)
                        .toList());
            case '=' -> new Block.PageBreak();
            case '-' -> new Block.Item("•", rest);
            default ->
                line.matches("\\d+\\. .*") ? new Block.Item(line.substring(0, space), rest) : new Block.Paragraph(line);
        };
    }
}
