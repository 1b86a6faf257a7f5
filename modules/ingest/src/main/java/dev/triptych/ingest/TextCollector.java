package dev.triptych.ingest;

import java.util.Locale;
import java.util.Set;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Makes text of a parser's XHTML: one line per block, an empty line between paragraphs, a tab between cells; and says where pages
 * and headings begin and where pictures stand. One per document, never used twice.
 */
final class TextCollector extends DefaultHandler {
    private static final int FLUSH = 32 << 10;
    private static final int HEADING = 200;
    private static final Set<String> PARAGRAPHS = Set.of(
            "p",
            "div",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "table",
            "ul",
            "ol",
            "dl",
            "blockquote",
            "pre",
            "title",
            "section",
            "article",
            "header",
            "footer",
            "main",
            "aside",
            "nav",
            "figure",
            "form",
            "fieldset",
            "body");
    private static final Set<String> LINES =
            Set.of("br", "li", "tr", "dt", "dd", "hr", "caption", "figcaption", "option", "legend", "thead", "tbody");
    private static final Set<String> SILENT = Set.of("script", "style", "noscript", "template");

    private final int document;
    private final boolean sheets;
    private final Budget budget;
    private final FrameSink out;
    private final StringBuilder text = new StringBuilder();
    private int sent;
    private int newlines;
    private boolean tab;
    private boolean space;
    private boolean markPending;
    private int page;
    private int pagesSeen;
    private int silent;
    private int divs;
    private int pageDiv = -1;
    private String section = "";
    private final StringBuilder heading = new StringBuilder();
    private boolean inHeading;

    TextCollector(int document, String type, Budget budget, FrameSink out) {
        this.document = document;
        this.sheets = type.contains("excel") || type.contains("spreadsheet");
        this.budget = budget;
        this.out = out;
    }

    int page() {
        return page;
    }

    /** A line of its own, outside the parser's events. */
    void line(String words) throws SAXException {
        newlines = Math.max(newlines, 1);
        characters(words.toCharArray(), 0, words.length());
        newlines = Math.max(newlines, 1);
    }

    @Override
    public void startElement(String uri, String local, String qName, Attributes attributes) throws SAXException {
        String name = (local.isEmpty() ? qName : local).toLowerCase(Locale.ROOT);
        separate(name);
        if (SILENT.contains(name)) {
            silent++;
        } else if (name.equals("div")) {
            divs++;
            division(value(attributes, "class"), value(attributes, "id"));
        } else if (name.equals("img")) {
            picture(value(attributes, "src"), value(attributes, "alt"));
        } else if (isHeading(name)) {
            inHeading = true;
            heading.setLength(0);
            markPending = true;
        }
    }

    @Override
    public void endElement(String uri, String local, String qName) throws SAXException {
        String name = (local.isEmpty() ? qName : local).toLowerCase(Locale.ROOT);
        if (SILENT.contains(name)) {
            silent = Math.max(0, silent - 1);
        } else if (isHeading(name) && inHeading) {
            inHeading = false;
            if (!heading.toString().isBlank()) {
                section = TextCleaner.label(heading.toString(), HEADING);
                // The heading itself stands in its own section: its mark was held back until its words were known.
                out.accept(new Frame.Mark(document, headingStart, page, section));
            }
        } else if (name.equals("div")) {
            if (divs == pageDiv) {
                pageDiv = -1;
                page = 0;
                markPending = true;
            }
            divs--;
        }
        separate(name);
    }

    private int headingStart;

    private void division(String cssClass, String id) {
        boolean isPage = cssClass.equals("page") && !sheets;
        boolean isSlide = cssClass.equals("slide") || cssClass.equals("slide-content");
        if (isPage || isSlide) {
            // A parser that dies on this page leaves the pages before.
            flush();
            page = ++pagesSeen;
            pageDiv = isPage ? divs : -1;
            markPending = true;
        } else if (cssClass.equals("embedded") && !id.isEmpty()) {
            out.accept(new Frame.Anchor(document, id, page, ""));
        }
    }

    private void picture(String source, String alt) throws SAXException {
        if (source.startsWith("embedded:")) {
            out.accept(new Frame.Anchor(document, source.substring("embedded:".length()), page, alt));
        } else if (!alt.isBlank()) {
            space = true;
            characters(alt.toCharArray(), 0, alt.length());
            space = true;
        }
    }

    private void separate(String name) {
        if (PARAGRAPHS.contains(name)) {
            newlines = Math.max(newlines, 2);
        } else if (LINES.contains(name)) {
            newlines = Math.max(newlines, 1);
        } else if (name.equals("td") || name.equals("th")) {
            tab = true;
        }
    }

    @Override
    public void ignorableWhitespace(char[] chars, int start, int length) {
        for (int i = start; i < start + length; i++) {
            if (chars[i] == '\n') {
                newlines = Math.max(newlines, 1);
            } else if (chars[i] == '\t') {
                tab = true;
            } else {
                space = true;
            }
        }
    }

    @Override
    public void characters(char[] chars, int start, int length) throws SAXException {
        if (silent > 0) {
            return;
        }
        budget.text(length);
        for (int i = start; i < start + length; i++) {
            char c = chars[i];
            if (c == '\n') {
                newlines++;
            } else if (c == '\t') {
                tab = true;
            } else if ((c <= ' ' && c != 0) || c == '\u00A0' || c == '\u0085') {
                space = true;
            } else {
                append(c);
            }
        }
        if (text.length() > FLUSH) {
            flush();
        }
    }

    private void append(char c) {
        if (newlines > 0 || tab || space) {
            if (sent + text.length() > 0) {
                text.append(newlines > 1 ? "\n\n" : newlines == 1 ? "\n" : tab ? "\t" : " ");
            }
            if (inHeading && heading.length() > 0) {
                heading.append(' ');
            }
            newlines = 0;
            tab = false;
            space = false;
        }
        if (markPending) {
            markPending = false;
            headingStart = sent + text.length();
            out.accept(new Frame.Mark(document, headingStart, page, section));
        }
        if (inHeading && heading.length() < HEADING) {
            heading.append(c);
        }
        text.append(c);
    }

    /** Sends what has been collected. */
    void flush() {
        if (text.length() > 0) {
            out.accept(new Frame.Chars(document, text.toString()));
            sent += text.length();
            text.setLength(0);
        }
    }

    @Override
    public void endDocument() {
        flush();
    }

    private static boolean isHeading(String name) {
        return name.equals("title")
                || (name.length() == 2 && name.charAt(0) == 'h' && name.charAt(1) >= '1' && name.charAt(1) <= '6');
    }

    private static String value(Attributes attributes, String name) {
        String value = attributes.getValue(name);
        return value == null ? "" : value;
    }
}
