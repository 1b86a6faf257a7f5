package dev.triptych.code;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Plain words of a Javadoc comment: inline tags give their text, HTML goes, entities become characters.
 *
 * <p>Written as one walk over the characters: regular expressions on comments that other people wrote can take forever.
 */
final class JavadocText {
    private static final Map<String, String> ENTITIES = Map.ofEntries(
            Map.entry("lt", "<"),
            Map.entry("gt", ">"),
            Map.entry("amp", "&"),
            Map.entry("quot", "\""),
            Map.entry("apos", "'"),
            Map.entry("nbsp", " "),
            Map.entry("ndash", "–"),
            Map.entry("mdash", "—"),
            Map.entry("hellip", "…"),
            Map.entry("copy", "©"));

    /** Elements that end a paragraph, and so a sentence without a full stop. */
    private static final Set<String> BLOCKS = Set.of(
            "p", "ul", "ol", "dl", "pre", "table", "h1", "h2", "h3", "h4", "h5", "h6", "div", "blockquote", "hr");

    /** Stands for the end of a paragraph until the words are put out; no comment holds it. */
    private static final char PARAGRAPH = '\u2029';

    /** Tags inside tags; more is no documentation. */
    private static final int DEEPEST = 16;

    private final String comment;
    private final StringBuilder out = new StringBuilder();
    private int nested;

    private JavadocText(String comment) {
        this.comment = comment;
    }

    /**
     * The description as one line of words.
     *
     * @param comment what stands between the marks of the comment, with the asterisks that begin its lines
     */
    static String words(String comment) {
        return oneLine(plain(comment));
    }

    /** The first sentence of the description, its end mark included; empty when there is no description. */
    static String firstSentence(String comment) {
        String text = plain(comment).strip();
        while (!text.isEmpty() && text.charAt(0) == PARAGRAPH) {
            text = text.substring(1).strip();
        }
        int paragraph = text.indexOf(PARAGRAPH);
        String first = oneLine(paragraph < 0 ? text : text.substring(0, paragraph));
        for (int i = 0; i < first.length(); i++) {
            boolean mark = ".!?".indexOf(first.charAt(i)) >= 0;
            if (mark && i + 1 < first.length() && first.charAt(i + 1) == ' ' && !abbreviation(first, i)) {
                return first.substring(0, i + 1);
            }
        }
        return first;
    }

    private static boolean abbreviation(String text, int dot) {
        int start = text.lastIndexOf(' ', dot) + 1;
        String word = text.substring(start, dot).toLowerCase(Locale.ROOT).replaceFirst("^[(\\[\"']+", "");
        return Set.of("e.g", "i.e", "etc", "vs", "cf", "eg", "ie", "resp", "approx", "incl")
                .contains(word);
    }

    private static String plain(String comment) {
        JavadocText text = new JavadocText(description(comment));
        text.run(0, text.comment.length(), false);
        return text.out.toString();
    }

    /** Without the asterisks at the beginning of lines, and only up to the first block tag. */
    private static String description(String comment) {
        StringBuilder lines = new StringBuilder();
        for (String line : comment.lines().toList()) {
            int i = blank(line, 0);
            if (i < line.length() && line.charAt(i) == '*') {
                while (i < line.length() && line.charAt(i) == '*') {
                    i++;
                }
                i = blank(line, i);
            }
            if (i < line.length()
                    && line.charAt(i) == '@'
                    && i + 1 < line.length()
                    && Character.isLetter(line.charAt(i + 1))) {
                break;
            }
            if (i == line.length()) {
                lines.append(PARAGRAPH);
            }
            lines.append(line, i, line.length()).append('\n');
        }
        return lines.toString();
    }

    private static int blank(String line, int from) {
        int i = from;
        while (i < line.length() && Character.isWhitespace(line.charAt(i))) {
            i++;
        }
        return i;
    }

    // literal: inside a code or literal tag, where markup is text
    private void run(int from, int to, boolean literal) {
        int i = from;
        while (i < to) {
            char c = comment.charAt(i);
            if (c == '{' && i + 1 < to && comment.charAt(i + 1) == '@' && !literal) {
                int close = closingBrace(i, to);
                inlineTag(i + 2, close);
                i = close + 1;
            } else if (c == '<' && !literal && tagEnd(i, to) > 0) {
                i = element(i, tagEnd(i, to));
            } else if (c == '&' && !literal) {
                i = entity(i, to);
            } else {
                out.append(c);
                i++;
            }
        }
    }

    private int closingBrace(int open, int to) {
        int depth = 0;
        for (int i = open; i < to; i++) {
            if (comment.charAt(i) == '{') {
                depth++;
            } else if (comment.charAt(i) == '}' && --depth == 0) {
                return i;
            }
        }
        return to;
    }

    private void inlineTag(int from, int close) {
        int nameEnd = from;
        while (nameEnd < close && Character.isLetter(comment.charAt(nameEnd))) {
            nameEnd++;
        }
        int start = Math.min(blank(comment, nameEnd), close);
        switch (comment.substring(from, nameEnd)) {
            case "code", "literal", "snippet" -> run(start, close, true);
            case "link", "linkplain", "value" -> link(start, close);
            case "return" -> {
                out.append("Returns ");
                run(start, close, ++nested > DEEPEST);
            }
            case "inheritDoc", "docRoot" -> {}
            default -> out.append(' ').append(comment, start, close);
        }
    }

    /** The label of a link, or the last part of what it points to: {@code java.util.Map#get(Object)} reads {@code Map.get}. */
    private void link(int from, int close) {
        int end = from;
        int depth = 0;
        while (end < close && (depth > 0 || !Character.isWhitespace(comment.charAt(end)))) {
            char c = comment.charAt(end);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            end++;
        }
        int label = Math.min(blank(comment, end), close);
        if (label < close) {
            run(label, close, true);
            return;
        }
        String target = comment.substring(from, end);
        int bracket = target.indexOf('(');
        target = bracket < 0 ? target : target.substring(0, bracket);
        int hash = target.indexOf('#');
        String type = CodeViews.withoutPackage(hash < 0 ? target : target.substring(0, hash));
        out.append(type);
        if (hash >= 0) {
            out.append(type.isEmpty() ? "" : ".").append(target, hash + 1, target.length());
        }
    }

    /** Offset behind the element's {@code >}, or 0 when this {@code <} begins none. */
    private int tagEnd(int at, int to) {
        int i = at + 1 < to && comment.charAt(at + 1) == '/' ? at + 2 : at + 1;
        if (i >= to || !(Character.isLetter(comment.charAt(i)) || comment.startsWith("!--", i))) {
            return 0;
        }
        // A tag with its attributes is short; a lone < in a long comment must not swallow the rest of it.
        int close = find('>', i, Math.min(to, at + 300));
        return close < 0 ? 0 : close + 1;
    }

    private int element(int at, int end) {
        int from = comment.charAt(at + 1) == '/' ? at + 2 : at + 1;
        int nameEnd = from;
        while (nameEnd < end && Character.isLetterOrDigit(comment.charAt(nameEnd))) {
            nameEnd++;
        }
        String name = comment.substring(from, nameEnd).toLowerCase(Locale.ROOT);
        if (BLOCKS.contains(name)) {
            out.append(PARAGRAPH);
        } else if (name.equals("br") || name.equals("li") || name.equals("td") || name.equals("tr")) {
            out.append(' ');
        }
        return end;
    }

    private int entity(int at, int to) {
        int semicolon = find(';', at, Math.min(to, at + 9));
        if (semicolon > at + 1) {
            String name = comment.substring(at + 1, semicolon);
            String known = ENTITIES.get(name);
            if (known != null) {
                out.append(known);
                return semicolon + 1;
            }
            if (name.matches("#\\d{1,6}") && Character.isValidCodePoint(Integer.parseInt(name.substring(1)))) {
                out.appendCodePoint(Integer.parseInt(name.substring(1)));
                return semicolon + 1;
            }
        }
        out.append('&');
        return at + 1;
    }

    private int find(char wanted, int from, int to) {
        for (int i = from; i < to; i++) {
            if (comment.charAt(i) == wanted) {
                return i;
            }
        }
        return -1;
    }

    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != PARAGRAPH && !Character.isWhitespace(c) && !Character.isISOControl(c)) {
                line.append(c);
            } else if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
                line.append(' ');
            }
        }
        return line.toString().strip();
    }
}
