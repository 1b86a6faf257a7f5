package dev.triptych.space;

import java.util.List;

/**
 * Where a passage stands: container, embedded file, page or lines, symbol.
 *
 * <p>A number that is not known is 0 ({@code -1} for the character offsets); a word that is not known is empty.
 *
 * @param path the file on disk
 * @param embedded names inside the container, outermost first; labels, never paths to open
 * @param page first page, counted from 1
 * @param firstLine first line, counted from 1
 * @param lastLine last line, inclusive
 * @param firstChar offset of the first character in the text that was extracted from the (embedded) file
 * @param lastChar offset behind the last character
 * @param section nearest heading
 * @param symbol qualified name of the class or method
 */
public record Origin(
        String path,
        List<String> embedded,
        int page,
        int firstLine,
        int lastLine,
        int firstChar,
        int lastChar,
        String section,
        String symbol) {

    public Origin {
        embedded = List.copyOf(embedded);
    }

    /** The whole of a file. */
    public static Origin file(String path) {
        return new Origin(path, List.of(), 0, 0, 0, -1, -1, "", "");
    }

    public Origin embedded(List<String> names) {
        return new Origin(path, names, page, firstLine, lastLine, firstChar, lastChar, section, symbol);
    }

    public Origin page(int number) {
        return new Origin(path, embedded, number, firstLine, lastLine, firstChar, lastChar, section, symbol);
    }

    public Origin lines(int first, int last) {
        return new Origin(path, embedded, page, first, last, firstChar, lastChar, section, symbol);
    }

    public Origin chars(int first, int last) {
        return new Origin(path, embedded, page, firstLine, lastLine, first, last, section, symbol);
    }

    public Origin section(String heading) {
        return new Origin(path, embedded, page, firstLine, lastLine, firstChar, lastChar, heading, symbol);
    }

    public Origin symbol(String qualifiedName) {
        return new Origin(path, embedded, page, firstLine, lastLine, firstChar, lastChar, section, qualifiedName);
    }

    /** {@code path}, {@code path:line}, {@code path!inner#page=3}: what a person or an editor can follow. */
    @Override
    public String toString() {
        StringBuilder s = new StringBuilder(path);
        for (String name : embedded) {
            s.append('!').append(name);
        }
        if (page > 0) {
            s.append("#page=").append(page);
        } else if (firstLine > 0) {
            s.append(':').append(firstLine);
        }
        return s.toString();
    }
}
