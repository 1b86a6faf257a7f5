package dev.triptych.index;

import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.TreeSet;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.Lock;

/** Reads every byte of the last commit: first the checksum of each file, then Lucene's own check of what is in them. */
final class IndexVerification {
    private IndexVerification() {}

    static void verify(Path dir) {
        String where = dir.toString();
        try (Directory directory = FSDirectory.open(IndexFolder.existing(dir));
                // Merges would take files away under our eyes.
                Lock lock = directory.obtainLock(IndexWriter.WRITE_LOCK_NAME)) {
            SegmentInfos commit = SegmentInfos.readLatestCommit(directory);
            ModelStamp.of(commit.getUserData(), where);
            for (String file : new TreeSet<>(commit.files(true))) {
                checksum(directory, file, where);
            }
            lock.ensureValid();
            structure(directory, lock, where);
        } catch (IOException e) {
            throw IndexFaults.explain(where, e);
        }
    }

    private static void checksum(Directory directory, String file, String where) {
        try (IndexInput in = directory.openInput(file, IOContext.READONCE)) {
            CodecUtil.checksumEntireFile(in);
        } catch (NoSuchFileException e) {
            throw damaged(where, file, "missing", e);
        } catch (IOException e) {
            throw damaged(where, file, String.valueOf(e.getMessage()), e);
        }
    }

    @SuppressWarnings("resource") // CheckIndex closes the lock that it is given; the caller owns it and closes it too.
    private static void structure(Directory directory, Lock lock, String where) throws IOException {
        CheckIndex check = new CheckIndex(directory, lock);
        CheckIndex.Status status = check.checkIndex();
        if (!status.clean) {
            throw new TriptychException(
                    "index " + where,
                    status.numBadSegments + " damaged segments (" + status.totLoseDocCount + " documents)",
                    "a whole index",
                    "run " + ModelStamp.rebuild(where));
        }
    }

    private static TriptychException damaged(String where, String file, String what, IOException e) {
        return new TriptychException(
                "index " + where + ": the file " + file + " is damaged: " + what + "; run " + ModelStamp.rebuild(where)
                        + " to make the index anew",
                e);
    }
}
