package dev.triptych.index;

import static dev.triptych.index.Shelf.unit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triptych.space.Code;
import dev.triptych.space.Origin;
import dev.triptych.space.Passage;
import dev.triptych.space.Picture;
import dev.triptych.space.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A passage comes back as it went in. */
class RoundTripTest {
    private Path temp;

    @BeforeEach
    void folder(@TempDir Path folder) {
        temp = folder;
    }

    private static final Origin FULL = new Origin(
            "/data/Ordner mit Leerzeichen/報告.zip",
            List.of("inner.docx", "media/image 1.png"),
            3,
            10,
            20,
            100,
            250,
            "2. Größe & Form",
            "a.b.C#m(int)");

    private Passage back(Passage p) {
        return back(p, temp.resolve("index"));
    }

    private static Passage back(Passage p, Path dir) {
        try (PassageIndex index = Shelf.open(dir)) {
            index.replace(p.origin().path(), "1", List.of(p), new float[][] {unit(1)});
            index.commit();
        }
        try (PassageIndex reader = Shelf.readOnly(dir)) {
            return reader.search(Query.semantic(unit(1), 1)).get(0).passage();
        }
    }

    @Test
    void textWithItsWholeOrigin() {
        Passage p = Passage.of(Text.of("Ein Hund am Strand\n😀 \u0000 日本"), FULL, "Ein Hund am Strand\n😀 \u0000 日本");
        Passage b = back(p);
        assertThat(b.content()).isEqualTo(p.content());
        assertThat(b.origin()).isEqualTo(FULL);
        assertThat(b.words()).isEqualTo(p.words());
        assertThat(b.thumbnail()).isEmpty();
    }

    @Test
    void wordsThatAreNotTheText() {
        Passage b = back(Passage.of(Text.of("text"), Origin.file("a.txt"), ""));
        assertThat(b.words()).isEmpty();
        assertThat(b.content()).isEqualTo(Text.of("text"));
        assertThat(b.origin()).isEqualTo(Origin.file("a.txt"));
    }

    @Test
    void codeWithAllItsParts() {
        Code code = new Code("java", "int f() { return 1; }", "a.B#f", "int f()", "Gives one.");
        Passage b = back(Passage.of(code, FULL, "f gives one"));
        assertThat(b.content()).isEqualTo(code);
        assertThat(b.words()).isEqualTo("f gives one");
    }

    @Test
    void aPictureIsReadAgainFromItsFile() throws IOException {
        Path file = temp.resolve("p.png");
        Files.write(file, new byte[] {1, 2, 3});
        byte[] thumbnail = {9, 8, 7};
        Passage b = back(new Passage(
                new Picture("my picture", () -> Files.readAllBytes(file)),
                Origin.file(file.toString()),
                "caption",
                thumbnail));
        assertThat(b.content()).isInstanceOf(Picture.class);
        Picture picture = (Picture) b.content();
        assertThat(picture.name()).isEqualTo("my picture");
        assertThat(b.thumbnail()).containsExactly(9, 8, 7);
        assertThat(b.words()).isEqualTo("caption");
        Files.write(file, new byte[] {4, 5});
        assertThat(picture.source().read()).containsExactly(4, 5);
        Files.delete(file);
        assertThatThrownBy(() -> picture.source().read()).isInstanceOf(IOException.class);
    }

    @Test
    void anEmbeddedPictureIsKeptInTheIndexAndReadWhenItIsAskedFor() throws IOException {
        byte[] bytes = new byte[100_000];
        new java.util.Random(1).nextBytes(bytes);
        Passage p = Passage.of(Picture.of("image 1.png", bytes), FULL, "");
        Path dir = temp.resolve("index");
        Picture closed = (Picture) back(p, dir).content();
        assertThatThrownBy(() -> closed.source().read())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("closed");
        try (PassageIndex index = Shelf.open(dir)) {
            Picture open = (Picture)
                    index.search(Query.semantic(unit(1), 1)).get(0).passage().content();
            assertThat(open.source().read()).isEqualTo(bytes);
            index.remove(FULL.path());
            index.commit();
            assertThatThrownBy(() -> open.source().read())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no longer");
        }
    }
}
