package dev.triptych.data;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.triptych.space.TriptychException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a source found when it was opened.
 *
 * @param files what was read and its SHA-256; a folder comes with a shorter hash of its names, texts and sizes
 * @param pairs pairs to train on
 * @param groups of which no two pairs may meet in a batch: a batch cannot be larger
 * @param filtered rows that {@code where} left out
 * @param bad rows that cannot be used
 */
public record DataReport(Map<String, String> files, int pairs, int groups, int filtered, Tally bad) {
    public DataReport {
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    }

    /**
     * @param most part of the rows that may be bad
     * @throws TriptychException if more are, or nothing is left
     */
    void require(String where, double most) {
        int rows = pairs + bad.count();
        if (pairs == 0) {
            throw new TriptychException(
                    where,
                    "no usable rows" + (filtered > 0 ? " (" + filtered + " are not what 'where' asks for)" : "")
                            + reasons(),
                    "some",
                    "check the columns and 'where'");
        }
        if (bad.count() > most * rows) {
            throw new TriptychException(
                    where,
                    String.format(
                            Locale.ROOT,
                            "%,d bad rows of %,d (%.2f%%)%s",
                            bad.count(),
                            rows,
                            100.0 * bad.count() / rows,
                            reasons()),
                    String.format(Locale.ROOT, "at most %.2f%% (max_bad)", 100 * most),
                    "mend the data, or raise max_bad if they may be left out");
        }
    }

    private String reasons() {
        return bad.count() == 0 ? "" : ": " + String.join("; ", bad.lines());
    }

    /** The report for people: a line, and one for each reason to leave rows out. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%,d pairs in %,d groups%s",
                pairs,
                groups,
                filtered > 0 ? String.format(Locale.ROOT, ", %,d left out by 'where'", filtered) : ""));
        lines.addAll(bad.lines());
        return lines;
    }

    /** The report for programs. */
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ObjectNode digests = json.putObject("files");
        files.forEach(digests::put);
        json.put("pairs", pairs).put("groups", groups).put("filtered", filtered);
        json.set("bad", bad.toJson());
        return json;
    }
}
