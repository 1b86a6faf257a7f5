package dev.triptych.ide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triptych.ide.RootStatus.State;
import dev.triptych.index.Hit;
import dev.triptych.index.PassageIndex;
import dev.triptych.library.Library;
import dev.triptych.library.SearchOptions;
import dev.triptych.space.Progress;
import dev.triptych.space.Text;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120) // Only a hang takes as long.
class WorkspaceTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final List<RootStatus> heard = new CopyOnWriteArrayList<>();
    private Path root;
    private IndexFolders folders;
    private Workspace workspace;

    @BeforeEach
    void aWorkspace(@TempDir Path temp) throws IOException {
        root = Files.createDirectory(temp.resolve("root"));
        folders = new IndexFolders(temp.resolve("cache"));
        Files.writeString(root.resolve("Upload.java"), "class Upload { void retryUpload() { send(); } }");
        workspace = new Workspace(() -> new HashEncoder("hash"), folders, heard::add);
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    private void indexed() {
        workspace.add(root);
        assertThat(workspace.settle(LONG)).isTrue();
    }

    private List<String> found(String words) {
        return workspace.search(Text.of(words), SearchOptions.top(3)).stream()
                .map(Hit::origin)
                .map(o -> Path.of(o.path()).getFileName().toString())
                .distinct()
                .toList();
    }

    @Test
    void aFolderIsIndexedInTheBackgroundAndItsProgressIsHeard() {
        indexed();
        assertThat(found("retry upload")).containsExactly("Upload.java");
        assertThat(heard)
                .extracting(RootStatus::state)
                .startsWith(State.INDEXING)
                .endsWith(State.READY);
        assertThat(workspace.status()).singleElement().satisfies(s -> {
            assertThat(s.done()).isEqualTo(1);
            assertThat(workspace.stats(s).files()).isEqualTo(1);
        });
        assertThat(root.resolve(".triptych")).doesNotExist();
    }

    @Test
    void savedNewAndDeletedFilesAreFollowed() throws IOException {
        indexed();
        Path mail = Files.writeString(root.resolve("Mail {1}[a]*.java"), "class Mail { void writeLetter() {} }");
        workspace.changed(mail);
        workspace.settle(LONG);
        assertThat(found("write letter").get(0)).isEqualTo(mail.getFileName().toString());
        Files.delete(mail);
        workspace.changed(mail);
        workspace.settle(LONG);
        assertThat(found("write letter")).doesNotContain(mail.getFileName().toString());
    }

    @Test
    void aSavedFileThatIsNotIndexedStaysOut() throws IOException {
        indexed();
        Path hidden = Files.createDirectories(root.resolve(".git")).resolve("COMMIT.txt");
        Files.writeString(hidden, "write letter");
        workspace.changed(hidden);
        workspace.changed(
                Files.writeString(root.resolveSibling("Other.java"), "class Other { void writeLetter() {} }"));
        workspace.settle(LONG);
        assertThat(found("write letter")).containsExactly("Upload.java");
    }

    @Test
    void manyChangesAtOnceAreFoundByGoingThroughTheFolder() throws IOException {
        indexed();
        for (int i = 0; i < 250; i++) {
            Path file = Files.writeString(root.resolve("note" + i + ".txt"), "note number " + i);
            workspace.changed(file);
        }
        workspace.settle(LONG);
        assertThat(workspace.stats(workspace.status().get(0)).files()).isEqualTo(251);
    }

    @Test
    void aFolderThatDoesNotExistIsNamedAndHindersNoOther() {
        Path missing = root.resolveSibling("missing");
        workspace.add(missing);
        indexed();
        assertThat(workspace.status().get(0))
                .satisfies(s -> assertThat(s.state()).isEqualTo(State.FAILED))
                .satisfies(s -> assertThat(s.message()).contains("missing", "no such folder"));
        assertThat(found("retry upload")).containsExactly("Upload.java");
        assertThat(folders.of(missing)).doesNotExist();
    }

    @Test
    void aWholeDiskIsNotIndexed() {
        workspace.add(root.getRoot());
        workspace.settle(LONG);
        assertThat(workspace.status()).singleElement().satisfies(s -> assertThat(s.message())
                .contains("a folder inside it"));
    }

    @Test
    void anIndexOfAnotherModelIsRefusedWithBothNamesAndStaysAsItWas() throws IOException {
        Path own = Files.createDirectory(root.resolve(".triptych"));
        HashEncoder other = new HashEncoder("other");
        try (Library library = Library.open(own, other)) {
            library.add(root, Progress.none());
        }
        indexed();
        assertThat(workspace.status()).singleElement().satisfies(s -> assertThat(s.message())
                .contains("other@", "hash@"));
        assertThatThrownBy(() -> found("retry upload"))
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining("other@");
        try (PassageIndex before = PassageIndex.readOnly(own, other.fingerprint(), other.width())) {
            assertThat(before.stats().files()).isEqualTo(1);
        }
    }

    @Test
    void indexingThatIsCancelledEndsAndWhatWasSavedLaterIsIndexed() throws IOException, InterruptedException {
        for (int i = 0; i < 300; i++) {
            Files.writeString(root.resolve("note" + i + ".txt"), "note number " + i);
        }
        CountDownLatch some = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        try (Workspace slow = new Workspace(() -> new HashEncoder("hash"), folders, status -> {
            if (status.done() > 10) {
                some.countDown();
                await(cancelled);
            }
        })) {
            slow.add(root);
            await(some);
            slow.cancel(root);
            cancelled.countDown();
            slow.settle(LONG);
            assertThat(slow.status()).singleElement().satisfies(s -> {
                assertThat(s.state()).isEqualTo(State.CANCELLED);
                assertThat(s.done()).isLessThan(300);
            });
            Path mail = Files.writeString(root.resolve("Mail.java"), "class Mail { void writeLetter() {} }");
            slow.changed(mail);
            slow.settle(LONG);
            assertThat(slow.search(Text.of("write letter"), SearchOptions.top(1)))
                    .singleElement()
                    .satisfies(h -> assertThat(h.origin().path()).endsWith("Mail.java"));
        }
    }

    @Test
    void twoWorkspacesLookAfterTheSameFolder() throws IOException {
        indexed();
        try (Workspace second = new Workspace(() -> new HashEncoder("hash"), folders, status -> {})) {
            second.add(root);
            second.settle(LONG);
            Path mail = Files.writeString(root.resolve("Mail.java"), "class Mail { void writeLetter() {} }");
            second.changed(mail);
            second.settle(LONG);
            assertThat(found("write letter").get(0)).isEqualTo("Mail.java");
        }
    }

    @Test
    void whileAnotherProcessIsWritingChangesWaitForTheirTurn() throws IOException {
        indexed();
        try (Library other = Library.open(folders.of(root), new HashEncoder("hash"))) {
            workspace.changed(Files.writeString(root.resolve("Mail.java"), "class Mail { void writeLetter() {} }"));
            assertThat(workspace.settle(Duration.ofSeconds(2))).isFalse();
            assertThat(workspace.status()).extracting(RootStatus::state).doesNotContain(State.FAILED);
            assertThat(found("retry upload")).containsExactly("Upload.java");
            assertThat(other.stats().files()).isEqualTo(1);
        }
        assertThat(workspace.settle(LONG)).isTrue();
        assertThat(found("write letter").get(0)).isEqualTo("Mail.java");
    }

    @Test
    void aFolderThatWasLeftNoLongerAnswers() throws IOException {
        Path second = Files.createDirectory(root.resolveSibling("second"));
        Files.writeString(second.resolve("Mail.java"), "class Mail { void writeLetter() {} }");
        workspace.add(second);
        indexed();
        assertThat(found("write letter").get(0)).isEqualTo("Mail.java");
        workspace.remove(second);
        assertThat(found("write letter")).containsExactly("Upload.java");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
