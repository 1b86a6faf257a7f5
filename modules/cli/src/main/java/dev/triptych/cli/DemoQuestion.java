package dev.triptych.cli;

import dev.triptych.index.Hit;
import dev.triptych.space.Code;
import dev.triptych.space.Content;
import dev.triptych.space.Modality;
import dev.triptych.space.Picture;
import dev.triptych.space.Text;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A question of the demo with what should be among the first hits.
 *
 * @param ask the sentence, or the name of the file that asks
 * @param content what is asked
 * @param expect files of the library; any of them counts
 * @param modality what kind of passage the hit should be
 */
record DemoQuestion(String ask, Content content, List<Path> expect, Modality modality) {

    /** Reads {@code questions: [{ask, with, expect, modality}]}. */
    static List<DemoQuestion> read(Path file, Path library) throws IOException {
        Object root;
        try {
            root = new Load(LoadSettings.builder().setLabel(file.toString()).build())
                    .loadFromString(Files.readString(file));
        } catch (YamlEngineException e) {
            throw new TriptychException(file + ": not YAML: " + e.getMessage(), e);
        }
        List<DemoQuestion> questions = new ArrayList<>();
        if (root instanceof Map<?, ?> map && map.get("questions") instanceof List<?> rows) {
            for (Object row : rows) {
                questions.add(of(row, file, library, questions.size() + 1));
            }
        }
        if (questions.isEmpty()) {
            throw new TriptychException(
                    file.toString(), "no questions", "questions: [{ask, with, expect, modality}]", "add some");
        }
        return questions;
    }

    private static DemoQuestion of(Object row, Path file, Path library, int number) throws IOException {
        String where = file + ", question " + number;
        if (!(row instanceof Map<?, ?> fields)
                || !(fields.get("ask") instanceof String ask)
                || !(fields.get("with") instanceof String with)
                || !(fields.get("modality") instanceof String modality)
                || !(fields.get("expect") instanceof List<?> expect)) {
            throw new TriptychException(where, String.valueOf(row), "ask, with, expect and modality", "complete it");
        }
        Path beside = file.resolveSibling(ask);
        Content content =
                switch (Modality.of(with)) {
                    case TEXT -> Text.of(ask);
                    case IMAGE -> Picture.of(beside);
                    case CODE -> Code.java(Files.readString(beside));
                };
        List<Path> files = expect.stream()
                .map(name ->
                        library.resolve(String.valueOf(name)).toAbsolutePath().normalize())
                .toList();
        return new DemoQuestion(ask, content, files, Modality.of(modality));
    }

    /** Whether a hit is what was expected. */
    boolean expects(Hit hit) {
        return hit.passage().modality() == modality
                && expect.contains(Path.of(hit.origin().path()).toAbsolutePath().normalize());
    }

    /** Place of the first hit that was expected, counted from 1; 0 if there is none. */
    int rank(List<Hit> hits) {
        for (int i = 0; i < hits.size(); i++) {
            if (expects(hits.get(i))) {
                return i + 1;
            }
        }
        return 0;
    }
}
