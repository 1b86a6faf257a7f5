package dev.triptych.ingest;

import java.util.regex.Pattern;

/** The words in a file's name: {@code beachAtNight_02.jpg} is {@code beach At Night 02}. */
final class NameWords {
    private static final Pattern BORDER = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})|[^\\p{L}\\p{N}\\p{M}']+");
    /** Names that programs give: nobody looks for them. */
    private static final Pattern GIVEN_BY_PROGRAMS = Pattern.compile(
            "(?i)(image|img|picture|pic|part|thumbnail|embedded|object|slide|bild|dsc|dscn|photo)?[\\s_-]*\\d*");

    private NameWords() {}

    static String of(String name) {
        String label = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        int dot = label.lastIndexOf('.');
        String stem = dot > 0 ? label.substring(0, dot) : label;
        if (GIVEN_BY_PROGRAMS.matcher(stem).matches()) {
            return "";
        }
        return BORDER.matcher(TextCleaner.label(stem, 255)).replaceAll(" ").strip();
    }
}
