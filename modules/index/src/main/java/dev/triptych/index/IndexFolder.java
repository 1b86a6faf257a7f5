package dev.triptych.index;

import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.Lock;

/** The folder of an index: that it is one, and not one with something else in it. */
final class IndexFolder {
    private IndexFolder() {}

    /** The folder itself, if there is an index in it. */
    static Path existing(Path dir) throws IOException {
        boolean there = false;
        if (Files.isDirectory(dir)) {
            try (Directory d = FSDirectory.open(dir)) {
                there = DirectoryReader.indexExists(d);
            }
        }
        if (!there) {
            throw new TriptychException(
                    "index " + dir,
                    Files.exists(dir) ? "no index in it" : "nothing there",
                    "the folder of an index",
                    "make one with `triptych index PATH… --index " + dir + "`");
        }
        return dir;
    }

    /** The folder itself, made if it is absent; refused if it holds anything but an index. */
    static Path writable(Path dir) throws IOException {
        if (!Files.exists(dir)) {
            return Files.createDirectories(dir);
        }
        if (!Files.isDirectory(dir)) {
            throw new TriptychException("index " + dir, "a file", "a folder", "choose a new folder with --index DIR");
        }
        try (Stream<Path> entries = Files.list(dir)) {
            Optional<Path> foreign =
                    entries.filter(p -> !written(p.getFileName().toString())).findFirst();
            if (foreign.isPresent()) {
                throw new TriptychException(
                        "index " + dir,
                        "other files in it (" + foreign.get().getFileName() + ")",
                        "an index or an empty folder",
                        "choose a new folder with --index DIR; nothing was changed");
            }
        }
        return dir;
    }

    /** Takes away a commit that cannot be read, since Lucene would not even write over it. */
    static void clearIfDamaged(Directory directory) throws IOException {
        if (!DirectoryReader.indexExists(directory)) {
            return;
        }
        try {
            SegmentInfos.readLatestCommit(directory);
        } catch (IndexFormatTooNewException | IndexFormatTooOldException e) {
            clear(directory);
        } catch (IOException e) {
            if (!IndexFaults.damaged(e)) {
                throw e;
            }
            clear(directory);
        }
    }

    private static void clear(Directory directory) throws IOException {
        try (Lock lock = directory.obtainLock(IndexWriter.WRITE_LOCK_NAME)) {
            for (String file : directory.listAll()) {
                if (file.startsWith("segments")) {
                    lock.ensureValid();
                    directory.deleteFile(file);
                }
            }
        }
    }

    private static boolean written(String name) {
        return name.startsWith("_")
                || name.startsWith(".")
                || name.startsWith("segments")
                || name.startsWith("pending_segments")
                || name.equals("write.lock");
    }

    /** Whose vectors stand in the last commit, if there is one. */
    static Optional<ModelStamp> stamp(Directory directory, String where) throws IOException {
        if (!DirectoryReader.indexExists(directory)) {
            return Optional.empty();
        }
        return Optional.of(
                ModelStamp.of(SegmentInfos.readLatestCommit(directory).getUserData(), where));
    }
}
