package dev.triptych.ingest;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a text into pieces of at most so many tokens: at pages and headings always, then between paragraphs, then sentences, then
 * lines, then words (Unicode UAX 29 and 14 by ICU), and inside a word only when it alone is too long. Not thread-safe.
 */
final class Chunker {
    private static final Pattern PARAGRAPH = Pattern.compile("\\R[ \\t\\u3000]*\\R\\s*");
    private static final Pattern LINE = Pattern.compile("\\R");
    /** No tokenizer takes this many characters for one token of running text, so longer pieces are cut without being counted. */
    private static final int CHARS_PER_TOKEN = 16;

    /** From this offset on. */
    record Mark(int offset, int page, String section) {}

    /** {@code [start, end)} of the text, on this page, under this heading. */
    record Chunk(int start, int end, int page, String section) {}

    private enum Border {
        PARAGRAPH,
        SENTENCE,
        LINE,
        WORD,
        CHARACTER;

        Border finer() {
            return switch (this) {
                case PARAGRAPH -> SENTENCE;
                case SENTENCE -> LINE;
                case LINE -> WORD;
                case WORD, CHARACTER -> CHARACTER;
            };
        }
    }

    private final int maxTokens;
    private final ToIntFunction<String> counter;
    private final BreakIterator sentences = BreakIterator.getSentenceInstance(ULocale.ROOT);
    private final BreakIterator words = BreakIterator.getLineInstance(ULocale.ROOT);

    Chunker(int maxTokens, ToIntFunction<String> counter) {
        this.maxTokens = maxTokens;
        this.counter = counter;
    }

    /** A piece that is not cut further. */
    private record Atom(int start, int end, int tokens) {}

    List<Chunk> cut(String text, List<Mark> marks) {
        List<Chunk> chunks = new ArrayList<>();
        int start = 0;
        Mark current = new Mark(0, 0, "");
        for (int i = 0; i <= marks.size(); i++) {
            Mark next = i < marks.size() ? marks.get(i) : new Mark(text.length(), -1, "");
            int end = Math.min(Math.max(next.offset, start), text.length());
            // A heading without text under it goes with what follows, and so does a list of them.
            String own = text.substring(Math.min(Math.max(current.offset, start), end), end);
            boolean onlyHeading = next.page == current.page
                    && TextCleaner.label(own, Integer.MAX_VALUE).equals(current.section);
            boolean same = next.page == current.page && next.section.equals(current.section);
            if (!same && !onlyHeading) {
                pack(text, start, end, current, chunks);
                start = end;
            }
            current = next;
        }
        return chunks;
    }

    private void pack(String text, int from, int to, Mark mark, List<Chunk> chunks) {
        List<Atom> atoms = new ArrayList<>();
        atoms(text, from, to, Border.PARAGRAPH, atoms);
        int start = -1;
        int end = -1;
        int tokens = 0;
        for (Atom atom : atoms) {
            if (start >= 0 && tokens + atom.tokens > maxTokens) {
                chunks.add(new Chunk(start, end, mark.page, mark.section));
                start = -1;
                tokens = 0;
            }
            start = start < 0 ? atom.start : start;
            end = atom.end;
            tokens += atom.tokens;
        }
        if (start >= 0) {
            chunks.add(new Chunk(start, end, mark.page, mark.section));
        }
    }

    private void atoms(String text, int from, int to, Border border, List<Atom> atoms) {
        List<Integer> borders = borders(text, from, to, border);
        boolean indivisible = border == Border.CHARACTER && borders.size() == 1;
        int start = from;
        for (int next : borders) {
            int a = start;
            int b = next;
            while (a < b && Character.isWhitespace(text.charAt(a))) {
                a++;
            }
            while (b > a && Character.isWhitespace(text.charAt(b - 1))) {
                b--;
            }
            start = next;
            if (a == b) {
                continue;
            }
            int tokens =
                    b - a > maxTokens * CHARS_PER_TOKEN ? Integer.MAX_VALUE : counter.applyAsInt(text.substring(a, b));
            if (tokens <= maxTokens || indivisible) {
                atoms.add(new Atom(a, b, tokens));
            } else {
                atoms(text, a, b, border.finer(), atoms);
            }
        }
    }

    /** Where pieces end, the last of them {@code to}. */
    private List<Integer> borders(String text, int from, int to, Border border) {
        return switch (border) {
            case PARAGRAPH -> matches(PARAGRAPH, text, from, to);
            case LINE -> matches(LINE, text, from, to);
            // A line feed inside a paragraph is where the page was full, not where the sentence ends.
            case SENTENCE ->
                breaks(sentences, text.substring(from, to).replace('\n', ' ').replace('\r', ' '), from);
            case WORD -> breaks(words, text.substring(from, to), from);
            case CHARACTER -> halves(text, from, to);
        };
    }

    /** Two pieces, the border not inside a character; one when there is no such border. */
    private static List<Integer> halves(String text, int from, int to) {
        int middle = from + (to - from) / 2;
        while (middle < to && continues(text, middle)) {
            middle++;
        }
        return middle > from && middle < to ? List.of(middle, to) : List.of(to);
    }

    private static boolean continues(String text, int at) {
        int type = Character.getType(text.codePointAt(at));
        return Character.isLowSurrogate(text.charAt(at))
                || type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || text.charAt(at) == '\u200D';
    }

    private static List<Integer> matches(Pattern pattern, String text, int from, int to) {
        List<Integer> ends = new ArrayList<>();
        Matcher m = pattern.matcher(text).region(from, to);
        while (m.find()) {
            ends.add(m.end());
        }
        ends.add(to);
        return ends;
    }

    private static List<Integer> breaks(BreakIterator iterator, String text, int from) {
        List<Integer> ends = new ArrayList<>();
        iterator.setText(text);
        iterator.first();
        for (int end = iterator.next(); end != BreakIterator.DONE; end = iterator.next()) {
            ends.add(from + end);
        }
        return ends;
    }
}
