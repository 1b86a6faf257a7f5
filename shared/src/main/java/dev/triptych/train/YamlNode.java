package dev.triptych.train;

import dev.triptych.checkpoint.NearNames;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A mapping of a YAML file that knows where it stands, so that an error can name file and field. A reader asks for the fields it
 * knows and calls {@link #end()}: whatever is left is an unknown key.
 */
public final class YamlNode {
    /** So many letters may be wrong in a name that is still recognised. */
    private static final int NEAR = 3;

    private final YamlText text;
    private final String where;
    private final Map<String, Object> fields;
    private final Consumer<TriptychException> faults;
    private final Set<String> asked = new LinkedHashSet<>();

    private YamlNode(YamlText text, String where, Map<String, Object> fields, Consumer<TriptychException> faults) {
        this.text = text;
        this.where = where;
        this.fields = fields;
        this.faults = faults;
    }

    /**
     * The text of a file.
     *
     * @param lines of its fields, from 1, by their full names
     */
    private record YamlText(Path file, Map<String, Integer> lines) {}

    /** Reads a file; the first fault is thrown. */
    public static YamlNode read(Path file) {
        return read(file, fault -> {
            throw fault;
        });
    }

    /**
     * Reads a file.
     *
     * @param faults hears of everything that is wrong with a field; if it does not throw, reading goes on with something that would be
     *     right. What cannot be read at all is thrown.
     */
    public static YamlNode read(Path file, Consumer<TriptychException> faults) {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new TriptychException(file.toString(), "no such file", "a file in YAML", "check the path");
        } catch (IOException e) {
            throw new TriptychException(file + ": cannot be read as UTF-8 text: " + e.getMessage(), e);
        }
        Object root;
        try {
            root = new Load(LoadSettings.builder()
                            .setLabel(file.toString())
                            .setAllowDuplicateKeys(false)
                            .build())
                    .loadFromString(text);
        } catch (YamlEngineException e) {
            throw new TriptychException(
                    file + ": not YAML: " + String.valueOf(e.getMessage()).replaceAll("\\s+", " "), e);
        }
        if (!(root instanceof Map<?, ?> map)) {
            throw new TriptychException(file + ": the file", describe(root), "a mapping (key: value)", "mend the file");
        }
        return new YamlNode(new YamlText(file, YamlLines.of(text)), "", fields(map), faults);
    }

    private static Map<String, Object> fields(Map<?, ?> map) {
        Map<String, Object> fields = new LinkedHashMap<>();
        map.forEach((k, v) -> {
            if (v != null) {
                fields.put(String.valueOf(k), v);
            }
        });
        return fields;
    }

    /** A mapping inside this one; one that is not there or something else is empty and has no faults of its own. */
    private YamlNode inside(String name, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return new YamlNode(text, where + name + ".", fields(map), faults);
        }
        if (value != null) {
            fault(new TriptychException(where(name), describe(value), "a mapping (key: value)", "mend the file"));
        }
        return new YamlNode(text, where + name + ".", Map.of(), fault -> {});
    }

    /** Tells that something is wrong; throws, unless faults are being collected. */
    void fault(TriptychException fault) {
        faults.accept(fault);
    }

    /** The same mapping, of which the first fault is thrown in any case. */
    YamlNode strict() {
        return new YamlNode(text, where, fields, fault -> {
            throw fault;
        });
    }

    private static String describe(@Nullable Object value) {
        return value == null ? "nothing" : "'" + value + "'";
    }

    public Path file() {
        return text.file();
    }

    /** File and field, as errors name them, with the line; of a field that is missing, the line of what it is missing from. */
    public String where(String field) {
        String above = where.isEmpty() ? "" : where.substring(0, where.length() - 1);
        Integer line = text.lines().getOrDefault(where + field, text.lines().get(above));
        return text.file() + ": " + where + field + (line == null ? "" : " (line " + line + ")");
    }

    public boolean has(String field) {
        asked.add(field);
        return fields.containsKey(field);
    }

    /** The fields of this mapping, for mappings whose keys are names of the author's choice. */
    public Set<String> names() {
        asked.addAll(fields.keySet());
        return fields.keySet();
    }

    /** The value of a field that has to be there. */
    private @Nullable Object value(String field) {
        asked.add(field);
        Object value = fields.get(field);
        if (value == null) {
            fault(new TriptychException(where(field), "nothing", "a value", misspelt(field)));
        }
        return value;
    }

    /** What to do about a field that is missing: perhaps it is there under a name that is nearly right. */
    private String misspelt(String field) {
        return fields.keySet().stream()
                .filter(key -> !asked.contains(key) && NearNames.distance(key, field) <= NEAR)
                .findFirst()
                .map(key -> {
                    // Told once: it is not an unknown key besides.
                    asked.add(key);
                    return "is '" + key + "' meant to be '" + field + "'?";
                })
                .orElse("add it");
    }

    public YamlNode node(String field) {
        return inside(field, value(field));
    }

    /** Whether a field is a mapping; it may be absent, or something else. */
    public boolean isNode(String field) {
        asked.add(field);
        return fields.get(field) instanceof Map;
    }

    /** A mapping that may be absent; then it is empty. */
    public YamlNode nodeOrEmpty(String field) {
        return has(field) ? node(field) : new YamlNode(text, where + field + ".", Map.of(), faults);
    }

    public List<YamlNode> nodes(String field) {
        Object value = value(field);
        if (!(value instanceof List<?> list) || list.isEmpty()) {
            if (value != null) {
                fault(new TriptychException(where(field), describe(value), "a list of mappings", "mend the file"));
            }
            return List.of();
        }
        List<YamlNode> nodes = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            nodes.add(inside(field + "[" + i + "]", list.get(i)));
        }
        return nodes;
    }

    public String text(String field) {
        Object value = value(field);
        if (value instanceof Map || value instanceof List) {
            fault(new TriptychException(where(field), describe(value), "a word", "mend the file"));
            return "";
        }
        return value == null ? "" : value.toString();
    }

    public String text(String field, String otherwise) {
        return has(field) ? text(field) : otherwise;
    }

    public List<String> texts(String field) {
        Object value = value(field);
        if (value instanceof List<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        return value == null ? List.of() : List.of(text(field));
    }

    /** Yes or no. */
    public boolean flag(String field, boolean otherwise) {
        return oneOf(field, Map.of("true", true, "false", false), String.valueOf(otherwise));
    }

    /** What one of a few words stands for. */
    public <T> T oneOf(String field, Map<String, T> words, String otherwise) {
        return meant(field, text(field, otherwise), words)
                .orElseGet(() -> Objects.requireNonNull(words.get(otherwise)));
    }

    /** What a few words out of some stand for: a list of at least one, or one word. */
    public <T> List<T> allOf(String field, Map<String, T> words) {
        List<T> meant = new ArrayList<>();
        for (String word : texts(field)) {
            meant(field, word, words).ifPresent(meant::add);
        }
        if (texts(field).isEmpty()) {
            throw new TriptychException(where(field), "an empty list", "one word at least", "fill it");
        }
        return meant;
    }

    private <T> Optional<T> meant(String field, String word, Map<String, T> words) {
        T meant = words.get(word);
        if (meant == null && !word.isEmpty()) {
            List<String> known = words.keySet().stream().sorted().toList();
            String near = known.stream()
                    .min(Comparator.comparingInt(k -> NearNames.distance(word, k)))
                    .orElse("");
            fault(new TriptychException(
                    where(field),
                    "'" + word + "'",
                    "one of " + String.join(", ", known),
                    "did you mean '" + near + "'?"));
        }
        return Optional.ofNullable(meant);
    }

    /** A list of numbers, or one. */
    public List<Double> numbers(String field, double least, double most) {
        List<Double> numbers = new ArrayList<>();
        for (String one : texts(field)) {
            numbers.add(number(field, one, least, most));
        }
        return numbers;
    }

    public double number(String field, double least, double most) {
        Object value = value(field);
        return value == null ? least : number(field, value, least, most);
    }

    private double number(String field, Object value, double least, double most) {
        double number;
        try {
            number = Double.parseDouble(value.toString());
        } catch (NumberFormatException e) {
            number = Double.NaN;
        }
        if (!(number >= least && number <= most)) {
            fault(new TriptychException(
                    where(field), describe(value), "a number from " + least + " to " + most, "mend the file"));
            return least;
        }
        return number;
    }

    public double number(String field, double least, double most, double otherwise) {
        return has(field) ? number(field, least, most) : otherwise;
    }

    public int integer(String field, int least, int most) {
        double number = number(field, least, most);
        if (number != Math.rint(number)) {
            fault(new TriptychException(where(field), number + "", "a whole number", "mend the file"));
        }
        return (int) number;
    }

    public int integer(String field, int least, int most, int otherwise) {
        return has(field) ? integer(field, least, most) : otherwise;
    }

    /** A path; relative ones start at the folder of the recipe. */
    public Path path(String field) {
        return resolved(text(field));
    }

    /** One path or several; relative ones start at the folder of the recipe. */
    public List<Path> paths(String field) {
        return texts(field).stream().map(this::resolved).toList();
    }

    private Path resolved(String name) {
        Path parent = text.file().toAbsolutePath().getParent();
        Path path = Path.of(name);
        return parent == null ? path : parent.resolve(path).normalize();
    }

    /** Refuses keys that nobody asked for, and names the nearest one that somebody did. */
    public void end() {
        Set<String> unknown = new TreeSet<>(fields.keySet());
        unknown.removeAll(asked);
        for (String key : unknown) {
            String near = asked.stream()
                    .min((a, b) -> Integer.compare(NearNames.distance(key, a), NearNames.distance(key, b)))
                    .orElse("");
            fault(new TriptychException(
                    where(key),
                    "an unknown key",
                    "one of " + String.join(", ", new TreeSet<>(asked)),
                    NearNames.distance(key, near) <= NEAR ? "did you mean '" + near + "'?" : "remove it"));
        }
    }
}
