package dev.triptych.data;

import static dev.triptych.data.Shelf.draw;
import static dev.triptych.data.Shelf.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triptych.space.Modality;
import dev.triptych.space.Picture;
import dev.triptych.train.PairSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderPairsTest {
    @TempDir
    private Path folder = Path.of("");

    private Shelf shelf = new Shelf(Path.of(""));

    @BeforeEach
    void openShelf() {
        shelf = new Shelf(folder);
    }

    private PairSource open(String more) throws IOException {
        return shelf.open(Modality.TEXT, Modality.IMAGE, "{kind: folder, images: pictures" + more + "}");
    }

    private static DataReport report(PairSource source) {
        return ((CheckedPairs) source).report();
    }

    @Test
    void theFolderOfAClassGivesTheTextAndKeepsAClassOutOfABatch() throws IOException {
        shelf.picture("pictures/grey_wolf/1.png");
        shelf.picture("pictures/grey_wolf/2.png");
        shelf.picture("pictures/fox/1.png");
        PairSource source = open(", template: \"a picture of a {}.\"");
        assertThat(IntStream.range(0, 3).mapToObj(i -> words(draw(source, i).anchor())))
                .containsExactly("a picture of a fox.", "a picture of a grey wolf.", "a picture of a grey wolf.");
        assertThat(IntStream.range(0, 3).map(i -> (int) source.group(i))).containsExactly(0, 1, 1);
        assertThat(((Picture) draw(source, 2).positive()).name()).endsWith("2.png");
    }

    @Test
    void linesOfTheFileBesideAPictureAreItsCaptions() throws IOException {
        shelf.picture("pictures/a.png");
        shelf.picture("pictures/b.png");
        shelf.picture("pictures/c.png");
        shelf.write("pictures/a.txt", "a dog\n\nein Hund\n");
        shelf.write("pictures/c.txt", " \n");
        PairSource source = open(", max_bad: 70%");
        Set<String> drawn = new HashSet<>();
        for (int seed = 0; seed < 40; seed++) {
            drawn.add(words(source.draw(0, new SplittableRandom(seed)).anchor()));
        }
        assertThat(drawn).containsExactlyInAnyOrder("a dog", "ein Hund");
        assertThat(source.size()).isEqualTo(1);
        assertThat(report(source).bad().count("no text file beside it")).isEqualTo(1);
        assertThat(report(source).bad().count("an empty text file")).isEqualTo(1);
    }

    @Test
    void aLinkThatLeadsBackAndUnreadablePicturesAreCountedAndNothingElseIsLost() throws IOException {
        shelf.picture("pictures/fox/1.png");
        Files.createSymbolicLink(folder.resolve("pictures/fox/loop"), folder.resolve("pictures"));
        Files.createSymbolicLink(folder.resolve("pictures/fox/same.png"), folder.resolve("pictures/fox/1.png"));
        shelf.write("pictures/fox/broken.jpg", "no picture");
        shelf.picture("pictures/lost.png");
        PairSource source = open(", max_bad: 90%");
        assertThat(source.size()).isEqualTo(1);
        Tally bad = report(source).bad();
        assertThat(bad.count("a link that leads back")).isEqualTo(1);
        assertThat(bad.count("the same file under another name")).isEqualTo(1);
        assertThat(bad.count("a damaged picture, or none")).isEqualTo(1);
        assertThat(bad.count("not in the folder of a class")).isEqualTo(1);
        assertThatThrownBy(() -> open("")).hasMessageContaining("bad rows").hasMessageContaining("max_bad");
    }

    @Test
    void picturesMayBeTheAnchors() throws IOException {
        shelf.picture("pictures/fox/1.png");
        PairSource source = shelf.open(Modality.IMAGE, Modality.TEXT, "{kind: folder, images: pictures}");
        assertThat(words(draw(source, 0).positive())).isEqualTo("a photo of fox");
    }

    @Test
    void settingsThatCannotBeMeantAreRefused() throws IOException {
        shelf.picture("pictures/fox/1.png");
        for (String wrong : List.of(", texts: besides", ", template: a photo", ", images2: x", ", max_bad: 3")) {
            assertThatThrownBy(() -> open(wrong)).hasMessageContaining("recipe.yaml: tasks.task.data.");
        }
        assertThatThrownBy(() -> shelf.open(Modality.TEXT, Modality.IMAGE, "{kind: folder, images: absent}"))
                .hasMessageContaining("absent: found no folder");
    }
}
