package harbour.text;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reads settings from text with sections in square brackets and {@code key = value} lines. */
public final class IniFile {
    private final Map<String, Map<String, String>> sections = new LinkedHashMap<>();

    /** Parses the text; lines that begin with a semicolon are comments. */
    public static IniFile parse(String text) {
        IniFile file = new IniFile();
        String section = "";
        int number = 0;
        for (String raw : text.split("\n")) {
            number++;
            String line = raw.trim();
            if (line.isEmpty() || line.startsWith(";")) {
                continue;
            }
            if (line.startsWith("[") && line.endsWith("]")) {
                section = line.substring(1, line.length() - 1).trim();
                continue;
            }
            int equals = line.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("line " + number + " is neither a section nor a setting: " + line);
            }
            file.sections
                    .computeIfAbsent(section, key -> new LinkedHashMap<>())
                    .put(line.substring(0, equals).trim(), line.substring(equals + 1).trim());
        }
        return file;
    }

    /** The value of a setting, or the given one when it is missing. */
    public String get(String section, String key, String otherwise) {
        return sections.getOrDefault(section, Map.of()).getOrDefault(key, otherwise);
    }
}
