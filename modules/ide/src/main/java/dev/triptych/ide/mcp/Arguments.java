package dev.triptych.ide.mcp;

import dev.triptych.space.TriptychException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a tool was called with. Models write numbers as words and leave out what is needed, and should hear what was wrong. */
record Arguments(@Nullable Map<String, Object> values) {

    /** Empty if it is not there. */
    String words(String name) {
        return get(name) instanceof String s ? s : "";
    }

    /** A single word counts as a list of it. */
    List<String> list(String name) {
        Object value = get(name);
        if (value instanceof List<?> all) {
            return all.stream().map(String::valueOf).toList();
        }
        return value instanceof String s && !s.isBlank() ? List.of(s) : List.of();
    }

    /** A number between two; what lies outside is taken as the nearer of them. */
    int number(String name, int usual, int least, int most) {
        Object value = get(name);
        if (value == null) {
            return usual;
        }
        try {
            double number = value instanceof Number n ? n.doubleValue() : Double.parseDouble(value.toString());
            return (int) Math.max(least, Math.min(most, number));
        } catch (NumberFormatException e) {
            throw new TriptychException(name, "'" + value + "'", "a whole number", "send " + usual + " for instance");
        }
    }

    private @Nullable Object get(String name) {
        return values == null ? null : values.get(name);
    }
}
