package dev.triptych.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/** The objects of a JSON-lines file. */
final class JsonRows {
    private JsonRows() {}

    /** Rows that hold text under {@code texts}; the others go to {@code bad}, with the fields they do have. */
    static List<JsonNode> read(DataFile file, BadRows bad, List<String> texts) {
        ObjectMapper mapper = new ObjectMapper();
        List<JsonNode> rows = new ArrayList<>();
        for (int n = 1; n <= file.lines().size(); n++) {
            String line = file.lines().get(n - 1);
            if (line.isBlank()) {
                continue;
            }
            try {
                JsonNode row = mapper.readTree(line);
                List<String> lacking =
                        texts.stream().filter(f -> !row.path(f).isTextual()).toList();
                if (lacking.isEmpty()) {
                    rows.add(row);
                } else {
                    bad.add(n, lacks(row, lacking));
                }
            } catch (JsonProcessingException e) {
                bad.add(n, "not JSON");
            }
        }
        return rows;
    }

    static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    static String lacks(JsonNode row, List<String> lacking) {
        return "no text under " + String.join(", ", lacking) + " (there is "
                + (row.isObject() ? String.join(", ", names(row)) : "no object") + ")";
    }
}
