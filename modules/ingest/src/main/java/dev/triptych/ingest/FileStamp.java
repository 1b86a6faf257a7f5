package dev.triptych.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Size, times and inode of a file: while they stay, its content stays, as in Git's index. Taken before the file is read.
 *
 * <p>A file that was written in the moment when it was read may be written once more within the same tick of the clock. Git calls this
 * "racily clean" and compares contents; here the stamp of so young a file is not {@link #trusted}.
 *
 * @param value the same for the same state of a file; never empty
 * @param young whether it was written too recently
 */
record FileStamp(String value, boolean young) {
    /** The coarsest clock of a file system in use: FAT counts in two seconds. */
    private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(2);

    static FileStamp of(Path file) throws IOException {
        long touched;
        String value;
        if (file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            Map<String, Object> a = Files.readAttributes(file, "unix:size,lastModifiedTime,ctime,ino");
            long written = nanos(a, "lastModifiedTime");
            long changed = nanos(a, "ctime");
            touched = Math.max(written, changed);
            value = a.get("size") + " " + written + " " + changed + " " + a.get("ino");
        } else {
            BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class);
            touched = nanos(a.lastModifiedTime());
            value = a.size() + " " + touched + " " + nanos(a.creationTime());
        }
        long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        return new FileStamp(value, now - touched < TICK_NANOS);
    }

    /** The value, or the empty string if it says nothing. */
    String trusted() {
        return young ? "" : value;
    }

    private static long nanos(Map<String, Object> attributes, String time) {
        return nanos((FileTime) Objects.requireNonNull(attributes.get(time), time));
    }

    /** Saturates in the year 2262, which makes a file of the future young for ever: it is then always read. */
    private static long nanos(FileTime time) {
        return time.to(TimeUnit.NANOSECONDS);
    }
}
