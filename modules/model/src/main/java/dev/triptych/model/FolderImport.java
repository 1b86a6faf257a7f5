package dev.triptych.model;

import dev.triptych.checkpoint.DType;
import dev.triptych.nn.Heads;
import dev.triptych.nn.Tower;
import dev.triptych.space.Fingerprint;
import dev.triptych.space.Modality;
import dev.triptych.space.TriptychException;
import dev.triptych.train.Recipe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes a model out of published folders. The space is as wide as the text tower (without one, as the first tower given); heads start
 * as training starts them: a tower of that width keeps its own vectors exactly, a tower of another width gets a fixed random map.
 */
public final class FolderImport {
    /** Any would do; it stands in the provenance. */
    private static final long SEED = 0;

    private FolderImport() {}

    /**
     * What was made.
     *
     * @param starts for each tower what its vectors in the space are
     */
    public record Imported(Path folder, Fingerprint fingerprint, Map<Modality, Start> starts) {
        public Imported {
            starts = Map.copyOf(starts);
        }
    }

    /** What a tower's vectors in the space are before any training. */
    public enum Start {
        /** The tower's own, unchanged. */
        OWN,
        /** A random linear map of the tower's own, which keeps their distances roughly (Johnson and Lindenstrauss 1984). */
        RANDOM_MAP
    }

    /**
     * Imports.
     *
     * @param folders by modality, at least one
     * @param out a folder that is empty or not there yet
     */
    public static Imported write(Map<Modality, Path> folders, String name, Path out) {
        EmptyFolder.require(out);
        Map<Modality, Recipe.TowerSpec> specs = new EnumMap<>(Modality.class);
        folders.forEach((modality, folder) -> specs.put(modality, new Recipe.TowerSpec(folder, 0, "", 0)));
        if (specs.isEmpty()) {
            throw new TriptychException("import", "no folder", "--text, --image or --code", "name one");
        }
        Map<Modality, Tower> towers = TriModal.openTowers(specs);
        Map<Modality, Integer> widths = new EnumMap<>(Modality.class);
        towers.forEach((m, t) -> widths.put(m, t.width()));
        // Modality's order begins with text.
        int width = widths.values().iterator().next();
        Map<Modality, Start> starts = new EnumMap<>(Modality.class);
        widths.forEach((m, w) -> starts.put(m, w == width ? Start.OWN : Start.RANDOM_MAP));
        try (TriModal model = new TriModal(towers, Heads.create(widths, width, 2 * width, Map.of(), SEED))) {
            ModelFolder.save(out, name, model, specs, DType.F32, provenance(folders, starts));
        } catch (IOException e) {
            throw new TriptychException(out + ": the model cannot be written: " + e.getMessage() + "; make room", e);
        }
        return new Imported(out, ModelFolder.open(out).fingerprint(), starts);
    }

    private static Map<String, Object> provenance(Map<Modality, Path> folders, Map<Modality, Start> starts) {
        Map<String, Object> made = new LinkedHashMap<>();
        Map<String, Object> from = new LinkedHashMap<>();
        folders.forEach((m, f) ->
                from.put(m.id(), String.valueOf(f.toAbsolutePath().normalize().getFileName())));
        made.put("imported", from);
        Map<String, Object> heads = new LinkedHashMap<>();
        starts.forEach((m, s) -> heads.put(m.id(), s == Start.OWN ? "own vectors" : "random map"));
        made.put("heads", heads);
        made.put("seed", SEED);
        made.put("trained", false);
        return made;
    }
}
