package dev.triptych.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Help.Ansi;

/**
 * Where a command reads and writes.
 *
 * @param in standard input
 * @param out results, and nothing else
 * @param err messages and progress
 * @param terminal whether a person reads {@code out}, so that it may be wide, coloured and chatty
 */
record Console(InputStream in, PrintWriter out, PrintWriter err, boolean terminal) {

    /** The process's own. The launcher says whether standard output is a terminal, which Java 17 cannot tell. */
    static Console system() {
        String told = System.getProperty("triptych.terminal");
        boolean terminal = told == null ? System.console() != null : Boolean.parseBoolean(told);
        return new Console(System.in, writer(System.out), writer(System.err), terminal);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    /** Text in picocli's markup, {@code @|bold …|@}, coloured on a terminal unless NO_COLOR is set. */
    String styled(String markup) {
        boolean colours = terminal && System.getenv("NO_COLOR") == null;
        return (colours ? Ansi.ON : Ansi.OFF).string(markup);
    }

    /** One line of somebody else's text: no line breaks, no control characters that would steer a terminal. */
    static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        boolean space = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean blank = Character.isWhitespace(c)
                    || Character.isSpaceChar(c)
                    || Character.isISOControl(c)
                    || (Character.getType(c) == Character.FORMAT && c != '\u200d' && c != '\u200c');
            if (!blank) {
                line.append(c);
            } else if (!space) {
                line.append(' ');
            }
            space = blank;
        }
        return line.toString().stripTrailing();
    }

    /** The beginning of a line, at most so many characters, cut behind a word where there is one. */
    static String shortened(String line, int width) {
        if (line.length() <= width) {
            return line;
        }
        int cut = line.lastIndexOf(' ', width - 1);
        if (cut < width / 2) {
            cut = Character.isHighSurrogate(line.charAt(width - 2)) ? width - 2 : width - 1;
        }
        return line.substring(0, cut) + "…";
    }
}
