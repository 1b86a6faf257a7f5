package dev.triptych.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The best figure of a run's validations, and how many have passed since. A resumed run reads them from its lines of metrics. */
final class BestSoFar {
    private double best = Double.NEGATIVE_INFINITY;
    private int since;

    /** What the lines of a file say. */
    static BestSoFar of(Path metrics) {
        BestSoFar best = new BestSoFar();
        try {
            ObjectMapper json = new ObjectMapper();
            for (String line : Files.readAllLines(metrics)) {
                JsonNode row = json.readTree(line);
                if (row.has("validation")) {
                    best.better(row.path("validation")
                            .path(row.path("metric").asText())
                            .asDouble(Double.NaN));
                }
            }
        } catch (IOException e) {
            throw new TriptychException(metrics + ": cannot be read: " + e.getMessage(), e);
        }
        return best;
    }

    /** Takes a new figure; whether it is better than all before. */
    boolean better(double figure) {
        boolean better = figure > best;
        best = better ? figure : best;
        since = better ? 0 : since + 1;
        return better;
    }

    /** Whether so many in a row were no better; never with a patience of 0. */
    boolean exhausted(int patience) {
        return patience > 0 && since >= patience;
    }
}
