package dev.triptych.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triptych.index.Mode;
import dev.triptych.ingest.Settings;
import dev.triptych.space.Progress;
import dev.triptych.space.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What changes can be searched soon after, and nobody has to ask for it. */
@Timeout(180) // Only a hang takes as long; macOS looks every ten seconds.
class WatchTest {
    private final BlockingQueue<AddReport> heard = new LinkedBlockingQueue<>();
    private final List<Watch> watches = new ArrayList<>();
    private Path docs;
    private Path dir;
    private Library library;

    @BeforeEach
    void open(@TempDir Path temp) throws IOException {
        docs = Files.createDirectory(temp.resolve("docs"));
        dir = temp.resolve("index");
        library = Library.open(dir, new WordEncoder());
    }

    @AfterEach
    void close() {
        watches.forEach(Watch::close);
        library.close();
    }

    private Path write(String name, String text) throws IOException {
        Path file = docs.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private Watch watch() throws InterruptedException {
        Watch watch = library.watch(List.of(docs), Settings.defaults(), Progress.none(), heard::add);
        watches.add(watch);
        assertThat(heard.poll(1, TimeUnit.MINUTES)).as("the first addition").isNotNull();
        return watch;
    }

    /** Waits until the words are found in so many files, as many reports as it takes. */
    private void until(String words, int files) throws InterruptedException {
        while (found(words) != files) {
            assertThat(heard.poll(1, TimeUnit.MINUTES)).as(words).isNotNull();
        }
    }

    private int found(String words) {
        return library.search(Text.of(words), SearchOptions.top(50).by(Mode.WORDS))
                .size();
    }

    @Test
    void newChangedMovedAndDeletedFilesAreFollowed() throws Exception {
        Path old = write("old.txt", "apple");
        watch();
        until("apple", 1);
        Path file = write("new.txt", "pear");
        until("pear", 1);
        Files.writeString(file, "quince");
        until("quince", 1);
        assertThat(found("pear")).isZero();
        Files.move(file, docs.resolve("moved.txt"));
        until("moved", 1);
        assertThat(found("quince")).isEqualTo(1);
        Files.delete(old);
        until("apple", 0);
    }

    @Test
    void foldersThatComeGoAndMoveAreFollowed() throws Exception {
        watch();
        write("a/b/c.txt", "apple");
        until("apple", 1);
        write("a/b/d.txt", "apple");
        until("apple", 2);
        Files.move(docs.resolve("a"), docs.resolve("z"));
        until("z", 2);
        write("z/b/e.txt", "pear");
        until("pear", 1);
        deleteAll(docs.resolve("z"));
        until("apple pear", 0);
    }

    private static void deleteAll(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Test
    void ignoredFilesStayOutAndNewRulesHoldAtOnce() throws Exception {
        write("out/a.txt", "apple");
        write(".gitignore", "out/\n*.log\n");
        watch();
        write("x.log", "pear");
        write("out/b.txt", "pear");
        write("kept.txt", "quince");
        until("quince", 1);
        assertThat(found("apple pear")).isZero();
        Files.writeString(docs.resolve(".gitignore"), "*.log\nkept.txt\n");
        until("apple", 1);
        until("quince", 0);
        write("out/c.txt", "plum");
        until("plum", 1);
    }

    @Test
    void manyChangesAtOnceAreTakenTogether() throws Exception {
        watch();
        for (int i = 0; i < 300; i++) {
            write("folder" + i % 10 + "/" + i + ".txt", "apple number" + i);
        }
        until("299", 1);
        while (library.stats().files() < 300) {
            assertThat(heard.poll(1, TimeUnit.MINUTES)).isNotNull();
        }
        assertThat(heard.size()).isLessThan(60);
    }

    @Test
    void anIndexInsideTheFolderDoesNotWakeItsOwnWatch() throws Exception {
        try (Library inside = Library.open(docs.resolve("index"), new WordEncoder())) {
            Watch watch = inside.watch(List.of(docs), Settings.defaults(), Progress.none(), heard::add);
            assertThat(heard.poll(1, TimeUnit.MINUTES)).isNotNull();
            write("a.txt", "apple");
            assertThat(heard.poll(1, TimeUnit.MINUTES)).isNotNull();
            assertThat(heard.poll(1500, TimeUnit.MILLISECONDS))
                    .as("nothing changed but the index")
                    .isNull();
            watch.close();
        }
    }

    @Test
    void othersSearchBesideItAndWhatItDidStaysWhenItIsClosed() throws Exception {
        write("a.txt", "apple");
        Watch watch = watch();
        try (Library reader = Library.readOnly(dir, new WordEncoder())) {
            assertThat(reader.search(Text.of("apple"), 3)).hasSize(1);
            write("b.txt", "pear");
            until("pear", 1);
            watch.close();
            watch.close();
        }
        library.close();
        try (Library again = Library.readOnly(dir, new WordEncoder())) {
            assertThat(again.stats().files()).isEqualTo(2);
        }
    }

    @Test
    void aWatchThatFailsSaysWhy() throws Exception {
        WordEncoder space = new WordEncoder();
        space.failAfter(0);
        write("a.txt", "apple");
        try (Library failing = Library.open(docs.resolveSibling("failing"), space);
                Watch watch = failing.watch(List.of(docs), Settings.defaults(), Progress.none(), heard::add)) {
            assertThatThrownBy(watch::await)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the engine is gone");
        }
    }
}
