package dev.triptych.ide;

import dev.triptych.space.Code;
import dev.triptych.space.Content;
import dev.triptych.space.Passage;
import dev.triptych.space.Text;

/** The beginning of a passage, for editors and assistants. */
public final class Excerpt {
    private Excerpt() {}

    /** At most so many lines and characters; control characters, which could steer a terminal, become spaces. */
    public static String of(Passage passage, int lines, int characters) {
        StringBuilder excerpt = new StringBuilder();
        int taken = 0;
        for (String line : (Iterable<String>) text(passage).lines()::iterator) {
            if (taken == lines || excerpt.length() + line.length() > characters) {
                int left = characters - excerpt.length();
                if (taken < lines && left > 1) {
                    excerpt.append(line, 0, Character.isHighSurrogate(line.charAt(left - 2)) ? left - 2 : left - 1);
                }
                return clean(excerpt.append('…'));
            }
            excerpt.append(taken++ == 0 ? "" : "\n").append(line);
        }
        return clean(excerpt);
    }

    /** One line of somebody else's text, a file name for instance. */
    public static String line(String text) {
        return clean(new StringBuilder(text.replaceAll("\\s", " ")));
    }

    /** The beginning of a line. */
    public static String shortened(String line, int characters) {
        return line.length() <= characters ? line : line.substring(0, characters - 1) + "…";
    }

    private static String text(Passage passage) {
        Content content = passage.content();
        if (content instanceof Code code) {
            return code.source().stripTrailing();
        }
        return content instanceof Text text
                ? text.value().strip()
                : passage.words().strip();
    }

    private static String clean(StringBuilder text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean control = Character.isISOControl(c) && c != '\n' && c != '\t';
            if (control || (Character.getType(c) == Character.FORMAT && c != '\u200d' && c != '\u200c')) {
                text.setCharAt(i, ' ');
            }
        }
        return text.toString();
    }
}
