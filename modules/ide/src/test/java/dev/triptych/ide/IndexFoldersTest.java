package dev.triptych.ide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexFoldersTest {
    @TempDir
    private Path temp;

    @Test
    void anIndexLiesInTheFolderItselfOnlyIfThereIsAPlaceForIt() throws IOException {
        IndexFolders folders = new IndexFolders(temp.resolve("cache"));
        Path root = Files.createDirectory(temp.resolve("root"));
        assertThat(folders.of(root)).startsWithRaw(temp.resolve("cache"));
        Path own = Files.createDirectory(root.resolve(".triptych"));
        assertThat(folders.of(root)).isEqualTo(own);
    }

    @Test
    void foldersOfTheSameNameHaveIndexesOfTheirOwn() {
        IndexFolders folders = new IndexFolders(temp);
        assertThat(folders.of(temp.resolve("a/app"))).isNotEqualTo(folders.of(temp.resolve("b/app")));
        assertThat(folders.of(temp.resolve("a/../b/app"))).isEqualTo(folders.of(temp.resolve("b/app")));
    }

    @Test
    void theIndexOfAFolderAroundIsFound() throws IOException {
        IndexFolders folders = new IndexFolders(temp.resolve("cache"));
        Path deep = Files.createDirectories(temp.resolve("root/src/main"));
        assertThat(folders.around(deep)).isEmpty();
        Path index = Files.createDirectories(folders.of(temp.resolve("root")));
        assertThat(folders.around(deep)).contains(index);
    }
}
