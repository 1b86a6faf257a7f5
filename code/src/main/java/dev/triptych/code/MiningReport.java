package dev.triptych.code;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the miner saw, kept and left out.
 *
 * @param libraries pairs kept of each jar or folder
 * @param files Java files seen
 * @param methods methods and constructors in the files that parsed
 * @param documented those with a Javadoc comment
 * @param kept pairs written
 * @param dropped documented methods that were left out, by reason; with {@code kept} they add up to {@code documented}
 * @param unparsed files that gave nothing, and why
 */
public record MiningReport(
        Map<String, Integer> libraries,
        int files,
        int methods,
        int documented,
        int kept,
        Map<String, Integer> dropped,
        List<String> unparsed) {
    public MiningReport {
        libraries = Collections.unmodifiableMap(new TreeMap<>(libraries));
        dropped = Collections.unmodifiableMap(new TreeMap<>(dropped));
        unparsed = List.copyOf(unparsed);
    }

    /** The report as one JSON object. */
    public String toJson() {
        try {
            return new ObjectMapper().writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of numbers and strings is always JSON", e);
        }
    }

    /** The report for people: the figures, then the reasons, most frequent first. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%,d libraries, %,d files (%,d not parsed), %,d methods, %,d documented, %,d pairs kept%n",
                libraries.size(),
                files,
                unparsed.size(),
                methods,
                documented,
                kept));
        dropped.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .forEach(e ->
                        text.append(String.format(Locale.ROOT, "  left out %,7d  %s%n", e.getValue(), e.getKey())));
        unparsed.stream()
                .limit(20)
                .forEach(file -> text.append("  not parsed  ").append(file).append('\n'));
        return text.toString();
    }
}
