package dev.triptych.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.space.Code;
import dev.triptych.space.Modality;
import dev.triptych.space.Text;
import dev.triptych.space.TriptychException;
import dev.triptych.train.Pair;
import dev.triptych.train.PairSource;
import dev.triptych.train.YamlNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Pairs that stand one to a line in a file; lines with the same anchor or the same positive make one group. */
final class ListedPairs implements PairSource {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Modality positives;
    private final List<Pair> pairs;
    /** The same pairs, methods without their types; empty if there are no methods. */
    private final List<Pair> bare;

    private final List<String> kin;

    private ListedPairs(Modality positives, List<Pair> pairs, List<Pair> bare, List<String> kin) {
        this.positives = positives;
        this.pairs = pairs;
        this.bare = bare;
        this.kin = kin;
    }

    /**
     * Documentation sentences and methods: JSON lines {@code {"library", "query", "code", "name", "class"}}, as the miner writes them. A
     * method comes with its type's name in every other draw: an index knows the type, a snippet in an editor does not.
     */
    static ListedPairs code(YamlNode data) {
        Path file = data.path("pairs");
        data.end();
        Grouping grouping = new Grouping();
        List<Pair> pairs = new ArrayList<>();
        List<Pair> bare = new ArrayList<>();
        List<String> libraries = new ArrayList<>();
        Lines.read(file, (number, line) -> {
            JsonNode row = JSON.readTree(line);
            String query = row.path("query").asText();
            String code = row.path("code").asText();
            if (query.isBlank() || code.isBlank()) {
                throw new TriptychException(
                        file + ", line " + number, "no query or no code", "both", "mine the pairs again");
            }
            String name = row.path("name").asText();
            String type = row.path("class").asText();
            Text anchor = Text.of(query);
            long group = grouping.of(query, code);
            pairs.add(
                    new Pair(anchor, new Code("java", code, type.isEmpty() ? name : type + "." + name, "", ""), group));
            bare.add(new Pair(anchor, new Code("java", code, name, "", ""), group));
            libraries.add(row.path("library").asText());
        });
        return new ListedPairs(Modality.CODE, pairs, bare, libraries);
    }

    /** Sentences and their translations: a TSV file with a header line; {@code where} keeps rows with certain values. */
    static ListedPairs table(YamlNode data) {
        Path file = data.path("table");
        List<String> columns = data.texts("columns");
        if (columns.size() != 2) {
            throw new TriptychException(data.where("columns"), columns.toString(), "two names", "write [en, xx]");
        }
        Map<String, Set<String>> where = new LinkedHashMap<>();
        YamlNode filter = data.nodeOrEmpty("where");
        for (String column : filter.names()) {
            where.put(column, new HashSet<>(filter.texts(column)));
        }
        data.end();
        Grouping grouping = new Grouping();
        List<Pair> pairs = new ArrayList<>();
        Map<String, Integer> header = new HashMap<>();
        Lines.read(file, (number, line) -> {
            String[] cells = line.split("\t", -1);
            if (number == 1) {
                for (int i = 0; i < cells.length; i++) {
                    header.put(cells[i], i);
                }
                for (String column : columns) {
                    if (!header.containsKey(column)) {
                        throw new TriptychException(
                                file + ": column " + column, Arrays.toString(cells), "this column", "check 'columns'");
                    }
                }
                return;
            }
            boolean kept = where.entrySet().stream().allMatch(e -> {
                Integer at = header.get(e.getKey());
                return at != null && at < cells.length && e.getValue().contains(cells[at]);
            });
            int a = header.getOrDefault(columns.get(0), 0);
            int b = header.getOrDefault(columns.get(1), 0);
            if (kept && a < cells.length && b < cells.length && !cells[a].isBlank() && !cells[b].isBlank()) {
                pairs.add(new Pair(Text.of(cells[a]), Text.of(cells[b]), grouping.of(cells[a], cells[b])));
            }
        });
        if (pairs.isEmpty()) {
            throw new TriptychException(file.toString(), "no rows where " + where, "some", "check 'where'");
        }
        return new ListedPairs(Modality.TEXT, pairs, List.of(), List.of());
    }

    /** Gives lines that share a side the same number, so that they never are each other's negatives. */
    private static final class Grouping {
        private final Map<String, Long> byAnchor = new HashMap<>();
        private final Map<String, Long> byPositive = new HashMap<>();
        private long next;

        long of(String anchor, String positive) {
            Long known = byAnchor.containsKey(anchor) ? byAnchor.get(anchor) : byPositive.get(positive);
            long group = known != null ? known : next++;
            byAnchor.putIfAbsent(anchor, group);
            byPositive.putIfAbsent(positive, group);
            return group;
        }
    }

    @Override
    public int size() {
        return pairs.size();
    }

    @Override
    public Pair draw(int index, RandomGenerator random) {
        return bare.isEmpty() || random.nextBoolean() ? pairs.get(index) : bare.get(index);
    }

    @Override
    public long kin(int index) {
        return kin.isEmpty() ? 0 : kin.get(index).hashCode();
    }

    @Override
    public long group(int index) {
        return pairs.get(index).group();
    }

    @Override
    public Modality anchors() {
        return Modality.TEXT;
    }

    @Override
    public Modality positives() {
        return positives;
    }
}
