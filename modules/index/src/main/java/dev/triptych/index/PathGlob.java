package dev.triptych.index;

import dev.triptych.space.TriptychException;
import java.io.File;
import java.util.Optional;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.RegexpQuery;
import org.apache.lucene.util.automaton.Operations;
import org.apache.lucene.util.automaton.RegExp;
import org.apache.lucene.util.automaton.TooComplexToDeterminizeException;

/**
 * Globs over the paths of indexed files, as Git reads them: {@code *} and {@code ?} stay within a folder, {@code **} crosses
 * folders, <code>{a,b}</code> and {@code [a-z]} choose. A glob that begins with {@code /} is the whole path; any other may begin
 * at any folder. A glob that matches a folder matches all that lies in it.
 */
final class PathGlob {
    private PathGlob() {}

    /** The form of a path that is compared: forward slashes on every system. */
    static String key(String path) {
        return path.replace(File.separatorChar, '/');
    }

    /** No query for the empty glob. */
    static Optional<Query> query(String glob, String field) {
        if (glob.isEmpty()) {
            return Optional.empty();
        }
        try {
            // The flag NONE leaves only the usual operators; all other characters are escaped below.
            return Optional.of(new RegexpQuery(new Term(field, regex(key(glob))), RegExp.NONE));
        } catch (TooComplexToDeterminizeException | IllegalArgumentException e) {
            throw bad(glob, "it is too complex (limit " + Operations.DEFAULT_DETERMINIZE_WORK_LIMIT + " steps)");
        }
    }

    private static String regex(String given) {
        String glob = given.endsWith("/") ? given.substring(0, given.length() - 1) : given;
        StringBuilder r = new StringBuilder();
        boolean absolute = glob.startsWith("/") || glob.matches("[A-Za-z]:/.*");
        if (!absolute) {
            r.append("(.*/)?");
        }
        int depth = 0;
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (glob.startsWith("**/", i)) {
                r.append("(.*/)?");
                i += 2;
            } else if (glob.startsWith("**", i)) {
                r.append(".*");
                i += 1;
            } else if (c == '*') {
                r.append("[^/]*");
            } else if (c == '?') {
                r.append("[^/]");
            } else if (c == '{') {
                r.append('(');
                depth++;
            } else if (c == '}' && depth > 0) {
                r.append(')');
                depth--;
            } else if (c == ',' && depth > 0) {
                r.append('|');
            } else if (c == '[') {
                i = appendClass(glob, i, r);
            } else {
                appendLiteral(c, r);
            }
        }
        if (depth > 0) {
            throw bad(given, "a { without its }");
        }
        return r.append("(/.*)?").toString();
    }

    private static int appendClass(String glob, int open, StringBuilder r) {
        int close = glob.indexOf(']', open + 2);
        if (close < 0) {
            throw bad(glob, "a [ without its ]");
        }
        r.append('[');
        for (int i = open + 1; i < close; i++) {
            char c = glob.charAt(i);
            if (i == open + 1 && (c == '!' || c == '^')) {
                r.append('^');
            } else if (c == '-' && i > open + 1 && i < close - 1) {
                r.append('-');
            } else {
                appendLiteral(c, r);
            }
        }
        r.append(']');
        return close;
    }

    private static void appendLiteral(char c, StringBuilder r) {
        // Letters and digits must not be escaped (\d is a class), and of others only ASCII ones can be operators.
        if (c < 128 && !Character.isLetterOrDigit(c)) {
            r.append('\\');
        }
        r.append(c);
    }

    private static TriptychException bad(String glob, String what) {
        return new TriptychException(
                "path glob '" + glob + "'", what, "a glob such as *.pdf or docs/**/{a,b}*.java", "correct the glob");
    }
}
