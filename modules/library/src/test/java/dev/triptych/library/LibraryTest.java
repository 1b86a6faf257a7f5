package dev.triptych.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triptych.index.Hit;
import dev.triptych.index.Mode;
import dev.triptych.ingest.Settings;
import dev.triptych.space.Code;
import dev.triptych.space.Modality;
import dev.triptych.space.Picture;
import dev.triptych.space.Progress;
import dev.triptych.space.Text;
import dev.triptych.space.TriptychException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryTest {
    private final WordEncoder space = new WordEncoder();
    private Path docs;
    private Path dir;

    @BeforeEach
    void folders(@TempDir Path temp) throws IOException {
        docs = Files.createDirectory(temp.resolve("docs"));
        dir = temp.resolve("my.index");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(docs.resolve(name), text);
    }

    private Path paint(String name, Color colour) throws IOException {
        BufferedImage image = new BufferedImage(80, 60, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(colour);
        g.fillRect(0, 0, 80, 60);
        g.dispose();
        Path file = docs.resolve(name);
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    private AddReport add(Library library) {
        return library.add(docs, Progress.none());
    }

    private static List<String> names(List<Hit> hits) {
        return hits.stream()
                .map(h -> Path.of(h.origin().path()).getFileName().toString())
                .toList();
    }

    @Test
    void aSentenceFindsTextPicturesAndCode() throws IOException {
        write("sky.txt", "The sky is blue today.");
        write("fire.txt", "The fire is red tonight.");
        write("Blue.java", "class Blue { int blue() { return 1; } }");
        paint("a.png", Color.BLUE);
        paint("b.png", Color.RED);
        try (Library library = Library.open(dir, space)) {
            AddReport report = add(library);
            assertThat(report.added()).isEqualTo(5);
            assertThat(report.passages()).isEqualTo(library.stats().passages()).isGreaterThanOrEqualTo(5);
            assertThat(names(library.search(Text.of("blue"), 5)))
                    .contains("sky.txt", "Blue.java", "a.png")
                    .doesNotContain("fire.txt");
            assertThat(names(library.search(Text.of("blue"), 2))).containsExactlyInAnyOrder("Blue.java", "a.png");
            assertThat(names(
                            library.search(Text.of("blue"), SearchOptions.top(1).in(Set.of(Modality.IMAGE)))))
                    .containsExactly("a.png");
            assertThat(names(library.search(
                            Text.of("blue"), SearchOptions.top(9).by(Mode.WORDS).in(Set.of(Modality.TEXT)))))
                    .containsExactly("sky.txt");
            assertThat(names(
                            library.search(Text.of("blue"), SearchOptions.top(9).under("*.java"))))
                    .containsOnly("Blue.java");
        }
    }

    @Test
    void aPictureIsSearchedByMeaningOnly() throws IOException {
        Path query = paint("q.png", Color.RED);
        paint("b.png", Color.BLUE);
        write("fire.txt", "red");
        try (Library library = Library.open(dir, space)) {
            add(library);
            List<Hit> hits = library.search(Picture.of(query), 2);
            assertThat(names(hits)).containsExactlyInAnyOrder("q.png", "fire.txt");
            assertThat(hits).allMatch(h -> h.why().wordsRank() == 0);
            assertThatThrownBy(() -> library.search(
                            Picture.of(query), SearchOptions.top(1).by(Mode.WORDS)))
                    .isInstanceOf(TriptychException.class)
                    .hasMessageContaining("q.png");
        }
    }

    @Test
    void codeIsSearchedByMeaningAndByItsIdentifiers() throws IOException {
        write("Upload.java", "class Upload { void retryFailedUpload() { } }");
        write("Other.java", "class Other { int number; }");
        try (Library library = Library.open(dir, space)) {
            add(library);
            Code query = Code.java("return client.retryFailedUpload(null);");
            List<Hit> hits = library.search(query, 5);
            assertThat(names(hits).get(0)).isEqualTo("Upload.java");
            assertThat(hits.get(0).why().wordsRank()).isEqualTo(1);
            assertThat(QueryContent.words(query)).isEqualTo("client retryFailedUpload");
        }
    }

    @Test
    void anEmptyQueryIsRefused() {
        try (Library library = Library.open(dir, space)) {
            for (Mode mode : Mode.values()) {
                assertThatThrownBy(() -> library.search(
                                Text.of("  "), SearchOptions.top(3).by(mode)))
                        .isInstanceOf(TriptychException.class)
                        .hasMessageContaining("query");
            }
            assertThat(library.search(Text.of("blue"), 3)).isEmpty();
        }
    }

    @Test
    void onlyNewAndChangedFilesAreEmbeddedAndLostOnesForgotten() throws IOException {
        write("a.txt", "apple");
        write("b.txt", "pear");
        write("c.txt", "plum");
        try (Library library = Library.open(dir, space)) {
            assertThat(add(library).added()).isEqualTo(3);
            assertThat(space.seen()).containsExactlyInAnyOrder("apple", "pear", "plum");
        }
        write("b.txt", "quince");
        write("d.txt", "cherry");
        Files.delete(docs.resolve("c.txt"));
        try (Library library = Library.open(dir, space)) {
            AddReport report = add(library);
            assertThat(space.seen()).containsExactlyInAnyOrder("quince", "cherry");
            assertThat(report.added()).isEqualTo(1);
            assertThat(report.updated()).isEqualTo(1);
            assertThat(report.unchanged()).isEqualTo(1);
            assertThat(report.removed()).isEqualTo(1);
            SearchOptions words = SearchOptions.top(9).by(Mode.WORDS);
            assertThat(library.search(Text.of("plum pear"), words)).isEmpty();
            assertThat(names(library.search(Text.of("apple quince cherry"), words)))
                    .containsExactlyInAnyOrder("a.txt", "b.txt", "d.txt");
            assertThat(add(library).toString())
                    .startsWith("0 files added, 0 updated, 3 unchanged, 0 removed, 0 failed");
        }
    }

    @Test
    void onlyWhatWasNamedIsTakenAndOnlyThereIsAnythingForgotten() throws IOException {
        write("a.txt", "apple");
        write("b.md", "pear");
        Path other = Files.createDirectory(docs.resolveSibling("other"));
        Path lost = Files.writeString(other.resolve("lost.txt"), "plum");
        try (Library library = Library.open(dir, space)) {
            library.add(
                    List.of(docs, other),
                    Settings.defaults().withPatterns(List.of("*.txt"), List.of()),
                    Progress.none());
            assertThat(library.stats().files()).isEqualTo(2);
            Files.delete(lost);
            library.add(List.of(docs), Settings.defaults().withPatterns(List.of("*.md"), List.of()), Progress.none());
            assertThat(library.stats().files()).isEqualTo(3);
            Files.delete(other);
            assertThat(library.add(other, Progress.none()).removed()).isZero();
            assertThat(library.stats().files())
                    .as("the folder may be on a disk that is not there today")
                    .isEqualTo(3);
            assertThat(library.add(lost, Progress.none()).removed()).isEqualTo(1);
        }
    }

    @Test
    void aPictureThatCannotBeEmbeddedCostsNoOtherItsPlace() throws IOException {
        for (int i = 0; i < 5; i++) {
            paint("red" + i + ".png", Color.RED);
        }
        paint("black.png", Color.BLACK);
        write("a.txt", "apple");
        try (Library library = Library.open(dir, space)) {
            AddReport report = add(library);
            assertThat(report.notEmbedded()).hasSize(1).first().asString().contains("black.png");
            assertThat(report.toString()).contains("NOT EMBEDDED").contains("nothing can be seen");
            assertThat(names(library.search(Text.of("red"), SearchOptions.top(9).in(Set.of(Modality.IMAGE)))))
                    .hasSize(5)
                    .doesNotContain("black.png");
            assertThat(add(library).unchanged()).isEqualTo(7);
        }
    }

    @Test
    void aFileThatBreaksIsNamedAndWhatWasKnownOfItStaysUntilItCanBeRead() throws IOException {
        Path picture = paint("a.png", Color.RED);
        write("b.txt", "apple");
        try (Library library = Library.open(dir, space)) {
            add(library);
            byte[] png = Files.readAllBytes(picture);
            Files.write(picture, Arrays.copyOf(png, 20));
            AddReport report = add(library);
            assertThat(report.failed()).isEqualTo(1);
            assertThat(report.toString()).contains("a.png");
            assertThat(library.stats().passages()).isEqualTo(2);
            paint("a.png", Color.BLUE);
            assertThat(add(library).updated()).isEqualTo(1);
            assertThat(names(library.search(Text.of("blue"), 1))).containsExactly("a.png");
        }
    }

    @Test
    void aFileThatBecameEmptyIsForgotten() throws IOException {
        write("a.txt", "apple");
        try (Library library = Library.open(dir, space)) {
            add(library);
            write("a.txt", "");
            assertThat(add(library).removed()).isEqualTo(1);
            assertThat(library.stats().passages()).isZero();
        }
    }

    @Test
    void inputsThatAreCutShortAreCounted() throws IOException {
        write("long.txt", "word ".repeat(60));
        write("short.txt", "word");
        try (Library library = Library.open(dir, space)) {
            assertThat(add(library).truncated()).isEqualTo(1);
        }
    }

    @Test
    void whatWasDoneBeforeACrashIsNotDoneAgain() throws IOException {
        for (int i = 0; i < 10; i++) {
            write(i + ".txt", "apple " + (char) ('a' + i));
        }
        space.failAfter(4);
        try (Library library = Library.open(dir, space, Duration.ZERO)) {
            assertThatThrownBy(() -> add(library)).isInstanceOf(IllegalStateException.class);
        }
        space.failAfter(Integer.MAX_VALUE);
        space.seen();
        try (Library library = Library.open(dir, space)) {
            assertThat(library.stats().files()).isEqualTo(4);
            AddReport report = add(library);
            assertThat(report.added()).isEqualTo(6);
            assertThat(report.unchanged()).isEqualTo(4);
            assertThat(space.seen()).hasSize(6);
        }
    }

    @Test
    void aLibraryThatIsMostlyNewIsLeftInOnePiece() throws IOException {
        for (int i = 0; i < 10; i++) {
            write(i + ".txt", "apple");
        }
        try (Library library = Library.open(dir, space, Duration.ZERO)) {
            add(library);
            assertThat(library.stats().segments()).isEqualTo(1);
            write("new.txt", "apple");
            add(library);
            assertThat(library.stats().segments()).isEqualTo(2);
        }
    }

    @Test
    void theOldLibraryServesUntilItIsWhollyRebuilt() throws IOException {
        for (int i = 0; i < 4; i++) {
            write(i + ".txt", "apple");
        }
        try (Library library = Library.open(dir, space)) {
            add(library);
        }
        WordEncoder other = new WordEncoder("other words");
        assertThatThrownBy(() -> Library.open(dir, other))
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining("--rebuild");
        other.failAfter(2);
        try (Library library = Library.rebuild(dir, other)) {
            assertThatThrownBy(() -> add(library)).isInstanceOf(IllegalStateException.class);
        }
        try (Library library = Library.readOnly(dir, space)) {
            assertThat(library.search(Text.of("apple"), 9)).hasSize(4);
        }
        other.failAfter(Integer.MAX_VALUE);
        try (Library library = Library.rebuild(dir, other)) {
            assertThat(add(library).added()).isEqualTo(4);
        }
        try (Library library = Library.readOnly(dir, other)) {
            assertThat(library.search(Text.of("apple"), 9)).hasSize(4);
        }
    }

    @Test
    void anIndexInsideTheFolderDoesNotSwallowItself() throws IOException {
        write("a.txt", "apple");
        try (Library library = Library.open(docs.resolve("index"), space)) {
            add(library);
            add(library);
            assertThat(library.stats().files()).isEqualTo(1);
        }
    }

    @Test
    void aReaderSearchesWhileAWriterAdds() throws IOException {
        write("a.txt", "apple");
        try (Library writer = Library.open(dir, space)) {
            add(writer);
            try (Library reader = Library.readOnly(dir, space)) {
                assertThat(reader.search(Text.of("apple"), 9)).hasSize(1);
                assertThatThrownBy(() -> add(reader))
                        .isInstanceOf(TriptychException.class)
                        .hasMessageContaining("read-only");
            }
            assertThatThrownBy(() -> Library.open(dir, space)).hasMessageContaining("write.lock");
        }
    }
}
