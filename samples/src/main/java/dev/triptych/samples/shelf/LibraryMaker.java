package dev.triptych.samples.shelf;

import dev.triptych.samples.draw.Ground;
import dev.triptych.samples.draw.Hue;
import dev.triptych.samples.draw.Noun;
import dev.triptych.samples.draw.Place;
import dev.triptych.samples.draw.Scene;
import dev.triptych.samples.draw.ScenePainter;
import dev.triptych.samples.draw.Size;
import dev.triptych.samples.draw.Thing;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Writes all that is made by program under {@code samples}: the same bytes each time on the same JDK. */
public final class LibraryMaker {
    private static final long QUERY_SEED = 991;

    private LibraryMaker() {}

    /** Writes {@code library/pictures}, {@code library/documents} and what the questions need under the given folder. */
    public static void make(Path samples) {
        Path pictures = samples.resolve("library/pictures");
        Path questions = samples.resolve("questions");
        try {
            Shelf.paint(pictures);
            Shelf.bind(pictures, samples.resolve("library/documents"));
            Files.createDirectories(questions);
            Shelf.describe(questions.resolve("captions.jsonl"));
            // Drawn for the question alone: another drawing of what one picture of the library shows.
            Scene fish =
                    new Scene.Group(4, new Thing(Noun.FISH, Hue.PURPLE), Size.MEDIUM, Place.ANYWHERE, Ground.WHITE);
            ImageIO.write(
                    ScenePainter.paint(fish, QUERY_SEED),
                    "png",
                    questions.resolve("query.png").toFile());
        } catch (IOException e) {
            throw new TriptychException(samples + ": cannot write: " + e.getMessage(), e);
        }
    }
}
