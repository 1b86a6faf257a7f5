package dev.triptych.code;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Plain words of the comment or docstring that documents a declaration, in whatever way its language writes it. */
final class CommentText {
    /** Longer than any tower reads. */
    private static final int LONGEST = 4000;

    /** What tools and not people read. */
    private static final List<String> DIRECTIVES = List.of(
            "eslint",
            "@ts-",
            "tslint",
            "prettier-",
            "go:",
            "+build",
            "nolint",
            "noqa",
            "type:",
            "pylint",
            "pragma",
            "rubocop",
            "frozen_string_literal",
            "clang-format",
            "shellcheck",
            "!/",
            "region",
            "endregion",
            "-*-",
            "istanbul",
            "@flow",
            "coding:",
            "vim:",
            "phpcs");

    /** Where the description of a docstring ends and its list of parameters begins. */
    private static final Pattern SECTION = Pattern.compile(
            "(?i)(args|arguments|parameters|params|returns?|raises|yields|examples?|attributes|notes?|see also):?|-{3,}|={3,}");

    private CommentText() {}

    /**
     * The description.
     *
     * @param comment one comment, or several line comments that follow each other, with their marks
     */
    static String words(String comment) {
        String bounded = comment.substring(0, Math.min(comment.length(), LONGEST));
        StringBuilder inside = new StringBuilder();
        for (String line : bounded.lines().toList()) {
            String text = withoutMarks(line.strip());
            if (!directive(text)) {
                inside.append(text).append('\n');
            }
        }
        String lower = inside.toString().toLowerCase(Locale.ROOT);
        if (lower.contains("copyright") || lower.contains("licensed under") || lower.contains("spdx-license")) {
            return "";
        }
        String words = JavadocText.words(withoutParameters(inside.toString()));
        return words.chars().anyMatch(Character::isLetter) ? words : "";
    }

    /** The description in a docstring, quotes and prefix included. */
    static String docstring(String literal) {
        String text = literal.substring(0, Math.min(literal.length(), LONGEST))
                .replaceFirst("^[a-zA-Z]*(\"\"\"|'''|\"|')", "");
        text = text.replaceFirst("(\"\"\"|'''|\"|')$", "");
        StringBuilder inside = new StringBuilder();
        for (String line : text.lines().map(String::strip).toList()) {
            if (!inside.toString().isBlank()
                    && (SECTION.matcher(line).matches() || line.startsWith(":param") || line.startsWith(":return"))) {
                break;
            }
            if (line.startsWith(">>>")) {
                break;
            }
            inside.append(line).append('\n');
        }
        return JavadocText.words(inside.toString());
    }

    private static String withoutMarks(String line) {
        String text = line;
        for (String mark : List.of("/**", "/*!", "/*", "///", "//!", "//", "*/", "#:", "#", "*")) {
            if (text.startsWith(mark)) {
                text = text.substring(mark.length());
                break;
            }
        }
        // A run of marks is a frame.
        int i = 0;
        while (i < text.length() && "*/#=-".indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        text = (i > 1 || i == text.length() ? text.substring(i) : text).strip();
        return text.endsWith("*/") ? text.substring(0, text.length() - 2).strip() : text;
    }

    private static boolean directive(String text) {
        return DIRECTIVES.stream().anyMatch(text::startsWith);
    }

    /** Doxygen writes its description behind a tag, C# its parameters in elements. */
    private static String withoutParameters(String text) {
        String words = text.replaceFirst("(?m)^[@\\\\](brief|summary|desc|description|short)\\b", "");
        for (String end : List.of("<param", "<returns", "<exception", "<remarks", "<typeparam")) {
            int at = words.indexOf(end);
            words = at > 0 ? words.substring(0, at) : words;
        }
        return words;
    }
}
