package dev.triptych.ingest;

import java.util.ArrayList;
import java.util.List;

/** The headings of a Markdown text, outside its code blocks. */
final class MarkdownHeadings {
    private MarkdownHeadings() {}

    static List<Chunker.Mark> of(String text) {
        List<Chunker.Mark> marks = new ArrayList<>();
        boolean code = false;
        for (int start = 0; start < text.length(); ) {
            int feed = text.indexOf('\n', start);
            int end = feed < 0 ? text.length() : feed;
            String line = text.substring(start, Math.min(end, start + 300)).strip();
            if (line.startsWith("```") || line.startsWith("~~~")) {
                code = !code;
            } else if (!code && line.startsWith("#")) {
                String words = line.replaceFirst("^#{1,6}\\s+", "").replaceFirst("\\s+#+$", "");
                if (!words.equals(line) && !words.isBlank()) {
                    marks.add(new Chunker.Mark(start, 0, TextCleaner.label(words, 200)));
                }
            }
            start = end + 1;
        }
        return marks;
    }
}
