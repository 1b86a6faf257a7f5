package dev.triptych.data;

import dev.triptych.space.TriptychException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** How the rows of a text file are written. */
enum RowFormat {
    /** A JSON object on each line. */
    JSONL,
    /** A header line, then cells between tabs, without quoting. */
    TSV,
    /** RFC 4180: a header line, then cells between commas or semicolons; quoted cells may hold separators and line ends. */
    CSV;

    private static final Map<String, RowFormat> BY_EXTENSION =
            Map.of("jsonl", JSONL, "ndjson", JSONL, "json", JSONL, "tsv", TSV, "tab", TSV, "csv", CSV);

    private static final Map<String, String> NOT_TEXT = Map.of(
            "PAR1",
            "Parquet",
            "PK\u0003\u0004",
            "a zip archive",
            "(\u00b5/\u00fd",
            "Zstandard",
            "BZh",
            "bzip2",
            "\u00fd7zXZ",
            "xz");

    /**
     * Decides by the content where it says more than the name: an object at the beginning is JSON whatever the file is called.
     *
     * @param head first bytes of the unpacked content, without byte-order mark
     */
    static RowFormat of(Path file, byte[] head) {
        String start = new String(head, StandardCharsets.ISO_8859_1);
        NOT_TEXT.forEach((magic, what) -> {
            if (start.startsWith(magic)) {
                throw new TriptychException(
                        file.toString(),
                        what,
                        "JSON lines, TSV or CSV, plain or gzip",
                        what.equals("Parquet")
                                ? "convert it, in Python: pandas.read_parquet(F).to_json(F + '.jsonl.gz', orient='records', lines=True)"
                                : "unpack it first");
            }
        });
        if (start.startsWith("\u00ff\u00fe") || start.startsWith("\u00fe\u00ff") || start.indexOf('\0') >= 0) {
            throw new TriptychException(
                    file.toString(),
                    "UTF-16 or no text",
                    "text in UTF-8",
                    "convert it, for example with iconv -t UTF-8");
        }
        String first = start.stripLeading();
        if (first.startsWith("{")) {
            return JSONL;
        }
        RowFormat named = BY_EXTENSION.get(extension(file));
        if (named == JSONL && first.startsWith("[")) {
            throw new TriptychException(
                    file.toString(), "a JSON array", "a JSON object on each line", "convert it: jq -c '.[]'");
        }
        if (named != null) {
            return named;
        }
        return first.lines().findFirst().orElse("").contains("\t") ? TSV : CSV;
    }

    private static String extension(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        name = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
