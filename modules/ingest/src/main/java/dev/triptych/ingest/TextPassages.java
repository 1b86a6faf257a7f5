package dev.triptych.ingest;

import dev.triptych.code.Identifiers;
import dev.triptych.space.Code;
import dev.triptych.space.Origin;
import dev.triptych.space.Passage;
import dev.triptych.space.Text;
import java.util.ArrayList;
import java.util.List;

/** Passages of one text: of words, or of source code by lines. */
final class TextPassages {
    private final Chunker chunker;
    private final Settings settings;

    TextPassages(Settings settings) {
        this.settings = settings;
        this.chunker = new Chunker(settings.maxTokens(), settings.tokenCounter());
    }

    /** @param plain whether the lines are the file's own, so that their numbers mean something */
    List<Passage> words(String text, List<Chunker.Mark> marks, Origin whole, boolean plain) {
        List<Passage> passages = new ArrayList<>();
        Lines lines = new Lines(text);
        for (Chunker.Chunk c : chunker.cut(text, marks)) {
            String words = text.substring(c.start(), c.end());
            Origin origin = whole.chars(c.start(), c.end()).page(c.page()).section(c.section());
            if (plain) {
                origin = origin.lines(lines.of(c.start()), lines.of(c.end()));
            }
            passages.add(Passage.of(Text.of(words), origin, words));
        }
        return passages;
    }

    /** Runs of lines of at most the model's length, cut where an empty line is if there is one in the second half. */
    List<Passage> code(String language, String source, Origin whole) {
        List<Passage> passages = new ArrayList<>();
        int most = settings.codeLength().max();
        int n = source.length();
        int start = 0;
        int line = 1;
        while (start < n) {
            int tokens = 0;
            int end = start;
            int lineEnds = line;
            int gap = -1;
            int gapLine = 0;
            while (end < n) {
                int feed = source.indexOf('\n', end);
                int next = Math.min(feed < 0 ? n : feed + 1, end + most * 16);
                next = next < n && Character.isLowSurrogate(source.charAt(next)) ? next + 1 : next;
                String text = source.substring(end, next);
                int more = settings.codeLength().count(Identifiers.split(text));
                if (end > start && tokens + more > most) {
                    break;
                }
                tokens += more;
                end = next;
                lineEnds += source.charAt(next - 1) == '\n' ? 1 : 0;
                if (text.isBlank() && tokens * 2 > most) {
                    gap = end;
                    gapLine = lineEnds;
                }
            }
            if (end < n && gap > 0) {
                end = gap;
                lineEnds = gapLine;
            }
            add(passages, language, source, whole, start, end, line);
            start = end;
            line = lineEnds;
        }
        return passages;
    }

    private static void add(
            List<Passage> passages, String language, String source, Origin whole, int from, int to, int line) {
        int start = from;
        int first = line;
        // Empty lines before the first word belong to nobody; the indentation of the first line does.
        for (int i = from; i < to && Character.isWhitespace(source.charAt(i)); i++) {
            if (source.charAt(i) == '\n') {
                start = i + 1;
                first++;
            }
        }
        String lines = source.substring(start, to).stripTrailing();
        if (!lines.isBlank()) {
            int last = first + (int) lines.chars().filter(c -> c == '\n').count();
            Origin origin = whole.lines(first, last).chars(start, start + lines.length());
            passages.add(Passage.of(new Code(language, lines, "", "", ""), origin, lines));
        }
    }
}
