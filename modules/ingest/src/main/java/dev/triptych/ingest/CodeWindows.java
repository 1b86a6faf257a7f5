package dev.triptych.ingest;

import dev.triptych.code.CodeViews;
import dev.triptych.code.Identifiers;
import dev.triptych.space.Code;
import dev.triptych.space.TextLength;
import java.util.ArrayList;
import java.util.List;

/** Cuts a long piece of code into overlapping windows of whole lines, each short enough for the model with the declaration in front of it. */
final class CodeWindows {
    /** The share of a window that the next one repeats: a statement at a border is whole in one of them. */
    private static final int OVERLAP = 6;

    /** A longer line is data; it is cut without being counted. */
    private static final int CHARS_PER_TOKEN = 16;

    /**
     * @param text lines as they stand
     * @param first index of its first line in the source
     * @param last index of its last line, inclusive
     */
    record Window(String text, int first, int last) {}

    private record Piece(String text, int line, int tokens) {}

    private CodeWindows() {}

    static int lines(String source) {
        int feeds = (int) source.chars().filter(c -> c == '\n').count();
        return source.endsWith("\n") ? feeds : feeds + 1;
    }

    static List<Window> of(Code code, TextLength length) {
        int header = length.count(CodeViews.render(new Code(code.language(), "", code.name(), code.signature(), "")));
        // A declaration or a description that fills the view leaves half of it to the body all the same.
        int room = Math.max(length.max() - header, length.max() / 2);
        int less = Math.min(length.count(code.doc()) + 1, room / 2);
        // The first window has the declaration in its own lines.
        int own = length.count(Identifiers.split(code.signature()));
        List<Piece> pieces = pieces(code.source(), length, room);
        List<Window> windows = new ArrayList<>();
        int start = 0;
        while (start < pieces.size()) {
            int end = start;
            int tokens = start == 0 ? less - own : 0;
            while (end < pieces.size()
                    && (end == start || tokens + pieces.get(end).tokens() <= room)) {
                tokens += pieces.get(end++).tokens();
            }
            if (wordless(pieces, end)) {
                end = pieces.size();
            }
            add(windows, pieces.subList(start, end));
            if (end == pieces.size()) {
                break;
            }
            int next = end;
            int repeated = 0;
            while (next > start + (end - start) * 2 / 3 + 1
                    && (next == end || repeated + pieces.get(next - 1).tokens() <= room / OVERLAP)) {
                repeated += pieces.get(--next).tokens();
            }
            start = next;
        }
        return windows;
    }

    /** Nothing is left but closing brackets. */
    private static boolean wordless(List<Piece> pieces, int from) {
        return pieces.stream().skip(from).allMatch(p -> p.tokens() == 0);
    }

    private static void add(List<Window> windows, List<Piece> pieces) {
        StringBuilder text = new StringBuilder();
        pieces.forEach(p -> text.append(p.text()));
        if (!text.toString().isBlank()) {
            windows.add(new Window(
                    text.toString().stripTrailing(),
                    pieces.get(0).line(),
                    pieces.get(pieces.size() - 1).line()));
        }
    }

    private static List<Piece> pieces(String source, TextLength length, int room) {
        List<Piece> pieces = new ArrayList<>();
        int line = 0;
        int at = 0;
        while (at < source.length()) {
            int feed = source.indexOf('\n', at);
            int end = feed < 0 ? source.length() : feed + 1;
            int next = Math.min(end, at + room * CHARS_PER_TOKEN);
            next = next < end && Character.isLowSurrogate(source.charAt(next)) ? next + 1 : next;
            String text = source.substring(at, next);
            String words = Identifiers.split(text);
            pieces.add(new Piece(text, line, words.isEmpty() ? 0 : length.count(words)));
            line += next == end ? 1 : 0;
            at = next;
        }
        return pieces;
    }
}
