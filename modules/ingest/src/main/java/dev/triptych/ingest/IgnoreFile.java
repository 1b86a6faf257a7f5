package dev.triptych.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The rules of one {@code .gitignore}, read as Git reads them (gitignore(5); {@code dir.c} and {@code wildmatch.c} where the page is silent).
 * The last rule that fits decides.
 *
 * @param folder what the rules' paths start at
 */
record IgnoreFile(Path folder, List<Rule> rules) {
    /** Nobody writes a longer one; what does not end is no list of rules. */
    private static final long LONGEST = 1 << 20;

    private static final Map<String, String> CLASSES = Map.ofEntries(
            Map.entry("alnum", "\\p{Alnum}"),
            Map.entry("alpha", "\\p{Alpha}"),
            Map.entry("blank", "\\p{Blank}"),
            Map.entry("cntrl", "\\p{Cntrl}"),
            Map.entry("digit", "\\p{Digit}"),
            Map.entry("graph", "\\p{Graph}"),
            Map.entry("lower", "\\p{Lower}"),
            Map.entry("print", "\\p{Print}"),
            Map.entry("punct", "\\p{Punct}"),
            Map.entry("space", "\\s"),
            Map.entry("upper", "\\p{Upper}"),
            Map.entry("xdigit", "\\p{XDigit}"));

    /** @param byName whether it is compared with the name alone, at any depth */
    record Rule(Pattern pattern, boolean again, boolean foldersOnly, boolean byName) {}

    /** No rules if there is no such file, or a link, a folder, or something that cannot be read: Git goes on, too. */
    static IgnoreFile read(Path file, Path folder) {
        List<Rule> rules = new ArrayList<>();
        try {
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= LONGEST) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                for (String line : (text.startsWith("\ufeff") ? text.substring(1) : text).split("\n")) {
                    rule(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line)
                            .ifPresent(rules::add);
                }
            }
        } catch (IOException e) {
            rules.clear();
        }
        return new IgnoreFile(folder, List.copyOf(rules));
    }

    /** Whether something is left out, or empty if no rule fits it. */
    Optional<Boolean> leavesOut(Path child, boolean isFolder) {
        if (rules.isEmpty()) {
            return Optional.empty();
        }
        String name = child.getFileName().toString();
        String path = slashes(folder.relativize(child));
        for (int i = rules.size() - 1; i >= 0; i--) {
            Rule rule = rules.get(i);
            if ((isFolder || !rule.foldersOnly)
                    && rule.pattern.matcher(rule.byName ? name : path).matches()) {
                return Optional.of(!rule.again);
            }
        }
        return Optional.empty();
    }

    private static String slashes(Path relative) {
        return relative.toString().replace(relative.getFileSystem().getSeparator(), "/");
    }

    static Optional<Rule> rule(String line) {
        if (line.startsWith("#")) {
            return Optional.empty();
        }
        String glob = withoutTrailingSpaces(line);
        boolean again = glob.startsWith("!");
        glob = again ? glob.substring(1) : glob;
        boolean foldersOnly = glob.endsWith("/");
        glob = foldersOnly ? glob.substring(0, glob.length() - 1) : glob;
        boolean byName = !glob.contains("/");
        glob = glob.startsWith("/") ? glob.substring(1) : glob;
        if (glob.isEmpty()) {
            return Optional.empty();
        }
        try {
            Pattern pattern = Pattern.compile(regex(glob), Pattern.DOTALL);
            return Optional.of(new Rule(pattern, again, foldersOnly, byName));
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }

    /** A space at the end counts only behind a backslash. */
    private static String withoutTrailingSpaces(String line) {
        int end = 0;
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '\\') {
                if (++i == line.length()) {
                    return line;
                }
                end = i + 1;
            } else if (line.charAt(i) != ' ') {
                end = i + 1;
            }
        }
        return line.substring(0, end);
    }

    private static String regex(String glob) {
        StringBuilder r = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            boolean first = i == 0 || glob.charAt(i - 1) == '/';
            if (first && glob.startsWith("**/", i)) {
                r.append("(?:.*/)?");
                i += 2;
            } else if (first && glob.startsWith("**", i) && i + 2 == glob.length()) {
                r.append(".*");
                i++;
            } else if (c == '*') {
                while (i + 1 < glob.length() && glob.charAt(i + 1) == '*') {
                    i++;
                }
                r.append("[^/]*");
            } else if (c == '?') {
                r.append("[^/]");
            } else if (c == '[') {
                i = appendClass(glob, i, r);
            } else if (c == '\\') {
                if (++i == glob.length()) {
                    throw new PatternSyntaxException("a backslash at the end", glob, i);
                }
                appendLiteral(glob.charAt(i), r);
            } else {
                appendLiteral(c, r);
            }
        }
        return r.toString();
    }

    /** Appends {@code [a-z]} and gives the place of its last bracket; without one the rule fits nothing. */
    private static int appendClass(String glob, int open, StringBuilder r) {
        int i = open + 1;
        boolean not = i < glob.length() && (glob.charAt(i) == '!' || glob.charAt(i) == '^');
        i += not ? 1 : 0;
        StringBuilder members = new StringBuilder();
        for (int first = i; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (c == ']' && i > first) {
                // Whatever the class says, it is never a slash.
                r.append("(?!/)[").append(not ? "^" : "").append(members).append(']');
                return i;
            }
            int end = glob.startsWith("[:", i) ? glob.indexOf(":]", i + 2) : -1;
            if (end > 0) {
                String known = CLASSES.get(glob.substring(i + 2, end));
                if (known == null) {
                    break;
                }
                members.append(known);
                i = end + 1;
            } else if (c == '-' && i > first && i + 1 < glob.length() && glob.charAt(i + 1) != ']') {
                members.append('-');
            } else {
                i += c == '\\' ? 1 : 0;
                if (i < glob.length()) {
                    appendLiteral(glob.charAt(i), members);
                }
            }
        }
        throw new PatternSyntaxException("a [ without its ]", glob, open);
    }

    private static void appendLiteral(char c, StringBuilder r) {
        if (c < 128 && !Character.isLetterOrDigit(c)) {
            r.append('\\');
        }
        r.append(c);
    }
}
