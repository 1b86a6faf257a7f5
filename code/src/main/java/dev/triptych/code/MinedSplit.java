package dev.triptych.code;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.space.TriptychException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * Mined pairs in two parts, to train on and to measure with. A file's pairs are all on one side: methods of one type explain each other,
 * so that a model would be asked what it was told.
 *
 * @param train pairs to train on
 * @param heldOut pairs to measure with
 * @param repeated pairs of the other files that were left out because a held-out pair has the same sentence or the same method
 */
public record MinedSplit(int train, int heldOut, int repeated) {

    /**
     * Splits what {@link JavadocMiner} wrote.
     *
     * @param share of the pairs to hold out, from 0 to 1; whole files are taken until it is reached
     * @param most pairs to hold out, whatever their share
     * @param train where pairs to train on go, as plain JSON lines
     * @param heldOut where the others go
     * @throws TriptychException if a file cannot be read or written
     */
    public static MinedSplit write(Path mined, double share, int most, Path train, Path heldOut) {
        ObjectMapper json = new ObjectMapper();
        Map<String, List<MinedPair>> files = new TreeMap<>();
        int all = 0;
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(mined)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                MinedPair pair = json.readValue(line, MinedPair.class);
                files.computeIfAbsent(pair.library() + "/" + pair.file(), f -> new ArrayList<>())
                        .add(pair);
                all++;
            }
            List<MinedPair> learned = new ArrayList<>();
            List<MinedPair> measured = new ArrayList<>();
            double wanted = Math.min(share * all, most);
            for (String file : shuffled(files.keySet())) {
                List<MinedPair> pairs = files.getOrDefault(file, List.of());
                boolean fits = measured.size() + pairs.size() <= most;
                (measured.size() < wanted && fits ? measured : learned).addAll(pairs);
            }
            Set<String> known = new HashSet<>();
            measured.forEach(pair -> {
                known.add(Exclusions.key(pair.query()));
                known.add(Exclusions.key(pair.code()));
            });
            int before = learned.size();
            learned.removeIf(pair ->
                    known.contains(Exclusions.key(pair.query())) || known.contains(Exclusions.key(pair.code())));
            write(json, learned, train);
            write(json, measured, heldOut);
            return new MinedSplit(learned.size(), measured.size(), before - learned.size());
        } catch (IOException e) {
            throw new TriptychException(
                    mined + ": the pairs cannot be split: " + e.getMessage() + "; mine them again", e);
        }
    }

    /** The same order for the same files: a file's place depends on its name alone, and on nothing that its neighbours do. */
    private static List<String> shuffled(Set<String> files) {
        Map<String, Long> places = new HashMap<>();
        files.forEach(file -> places.put(file, new SplittableRandom(file.hashCode()).nextLong()));
        List<String> order = new ArrayList<>(files);
        order.sort((a, b) -> {
            int byPlace = Long.compare(places.getOrDefault(a, 0L), places.getOrDefault(b, 0L));
            return byPlace == 0 ? a.compareTo(b) : byPlace;
        });
        return order;
    }

    private static void write(ObjectMapper json, List<MinedPair> pairs, Path file) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (MinedPair pair : pairs) {
            lines.append(json.writeValueAsString(pair)).append('\n');
        }
        Files.writeString(file, lines);
    }
}
