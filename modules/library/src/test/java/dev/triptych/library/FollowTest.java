package dev.triptych.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.triptych.index.Mode;
import dev.triptych.index.PassageIndex;
import dev.triptych.ingest.Reason;
import dev.triptych.ingest.Settings;
import dev.triptych.space.Progress;
import dev.triptych.space.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A library follows its files, and does no more for it than it must. */
class FollowTest {
    private final WordEncoder space = new WordEncoder();
    private Path docs;
    private Path dir;
    private Library library;

    @BeforeEach
    void open(@TempDir Path temp) throws IOException {
        docs = Files.createDirectory(temp.resolve("docs"));
        dir = temp.resolve("index");
        library = Library.open(dir, space);
    }

    @AfterEach
    void close() {
        library.close();
    }

    private Path write(String name, String text) throws IOException {
        Path file = docs.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private AddReport add() {
        return library.add(docs, Progress.none());
    }

    private List<String> found(String words) {
        return library.search(Text.of(words), SearchOptions.top(20).by(Mode.WORDS)).stream()
                .map(h -> Path.of(h.origin().path()).getFileName().toString())
                .sorted()
                .toList();
    }

    private Optional<String> stamp(Path file) {
        try (PassageIndex index = PassageIndex.readOnly(dir, space.fingerprint(), space.width())) {
            return index.stamp(file.toString());
        }
    }

    @Test
    void aFileIsKnownByItsStampOnceItHasRested() throws Exception {
        Path file = write("a.txt", "apple");
        add();
        assertThat(stamp(file))
                .as("it may still change within the same tick of the clock")
                .isEmpty();
        Thread.sleep(2100);
        assertThat(add().unchanged()).isEqualTo(1);
        assertThat(stamp(file)).isPresent();
        assertThat(add().unchanged()).isEqualTo(1);
        assertThat(library.stats().files())
                .as("its new stamp is not a second file")
                .isEqualTo(1);
        assertThat(found("apple")).containsExactly("a.txt");
        write("a.txt", "apply");
        assertThat(add().updated()).isEqualTo(1);
        assertThat(found("apply")).containsExactly("a.txt");
    }

    @Test
    void aChangeOfTheSameLengthInTheSameMomentIsSeen() throws IOException {
        for (int i = 0; i < 20; i++) {
            write("a.txt", "word" + (char) ('a' + i));
            add();
            assertThat(found("word" + (char) ('a' + i))).containsExactly("a.txt");
        }
    }

    @Test
    void aFileThatWasOnlyTouchedIsNotEmbeddedAgain() throws Exception {
        Path file = write("a.txt", "apple");
        add();
        space.seen();
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        AddReport report = add();
        assertThat(report.unchanged()).isEqualTo(1);
        assertThat(report.updated()).isZero();
        assertThat(space.seen()).isEmpty();
    }

    @Test
    void ofAChangedFileOnlyTheChangedPassagesAreEmbedded() throws IOException {
        write("A.java", "class A {\n  int one() { return 1; }\n  int two() { return 2; }\n}\n");
        add();
        space.seen();
        write("A.java", "class A {\n  int one() { return 1; }\n  int two() { return 22; }\n}\n");
        AddReport report = add();
        assertThat(report.updated()).isEqualTo(1);
        assertThat(report.passages()).isEqualTo(1);
        assertThat(report.reused()).isPositive();
        assertThat(space.seen()).singleElement().asString().contains("two");
    }

    @Test
    void aFileThatWasMovedIsFoundAtItsNewPlaceAndNotEmbeddedAgain() throws IOException {
        Path file = write("old.txt", "apple");
        add();
        space.seen();
        Files.move(file, docs.resolve("new.txt"));
        AddReport report = add();
        assertThat(report.removed()).isEqualTo(1);
        assertThat(space.seen()).isEmpty();
        assertThat(found("apple")).containsExactly("new.txt");
    }

    @Test
    void aChangeOfBranchesAndBackEmbedsNothingTwice() throws IOException {
        for (int i = 0; i < 30; i++) {
            write(i + ".txt", "apple" + (char) ('a' + i % 26) + (char) ('a' + i / 26));
        }
        add();
        space.seen();
        for (int i = 0; i < 10; i++) {
            write(i + ".txt", "pear" + (char) ('a' + i));
        }
        assertThat(add().passages()).isEqualTo(10);
        space.seen();
        for (int i = 0; i < 10; i++) {
            write(i + ".txt", "apple" + (char) ('a' + i % 26) + (char) ('a' + i / 26));
        }
        AddReport back = add();
        assertThat(back.updated()).isEqualTo(10);
        assertThat(space.seen()).isEmpty();
        assertThat(found("applecA applecB applebA appleca")).contains("2.txt");
        assertThat(found("pearc")).isEmpty();
    }

    @Test
    void whatGitIgnoresIsNotInAndIsForgottenWhenItBecomesSo() throws IOException {
        write("a.txt", "apple");
        write("out/b.txt", "apple");
        add();
        assertThat(found("apple")).containsExactly("a.txt", "b.txt");
        write(".gitignore", "out/\n");
        AddReport report = add();
        assertThat(report.removed()).isEqualTo(1);
        assertThat(report.files().count(Reason.IGNORED)).isEqualTo(1);
        assertThat(found("apple")).containsExactly("a.txt");
        library.add(List.of(docs), Settings.defaults().withGitignore(false), Progress.none());
        assertThat(found("apple")).containsExactly("a.txt", "b.txt");
    }

    @Test
    void aNameThatIsNoUnicodeIsKeptFromRunToRun() throws Exception {
        // Java cannot say such a name, only read it.
        Process shell = new ProcessBuilder(
                        "bash", "-c", "printf 'apple tart' > \"$0/$(printf 'caf\\351.txt')\"", docs.toString())
                .inheritIO()
                .start();
        assumeTrue(shell.waitFor() == 0, "this file system takes no such name");
        assertThat(add().added()).isEqualTo(1);
        assertThat(found("tart")).hasSize(1);
        AddReport again = add();
        assertThat(again.unchanged()).isEqualTo(1);
        assertThat(again.removed()).isZero();
        assertThat(found("tart")).hasSize(1);
    }
}
