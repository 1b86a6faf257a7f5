package dev.triptych.data;

import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The pictures below a folder, sorted, whatever order the disk lists them in. Links are followed, but not in circles. */
final class PictureWalk extends SimpleFileVisitor<Path> {
    private static final Set<String> EXTENSIONS = Set.of("jpg", "jpeg", "png", "webp", "bmp", "tif", "tiff");

    private final Path root;
    private final Tally bad;
    private final List<Path> found = new ArrayList<>();
    private final Set<Path> real = new HashSet<>();

    private PictureWalk(Path root, Tally bad) {
        this.root = root;
        this.bad = bad;
    }

    static List<Path> below(Path root, Tally bad) {
        if (!Files.isDirectory(root)) {
            throw new TriptychException(root.toString(), "no folder", "a folder of pictures", "check 'images'");
        }
        PictureWalk walk = new PictureWalk(root, bad);
        try {
            Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, walk);
        } catch (IOException e) {
            throw new TriptychException(root + ": cannot be listed: " + e, e);
        }
        List<Path> once = new ArrayList<>();
        walk.found.stream().sorted().forEach(file -> {
            if (walk.first(file)) {
                once.add(file);
            } else {
                bad.leave("the same file under another name", file.toString());
            }
        });
        return once;
    }

    private boolean first(Path file) {
        try {
            return real.add(file.toRealPath());
        } catch (IOException e) {
            // It will be counted as unreadable when it is looked at.
            return true;
        }
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        return hidden(folder) && !folder.equals(root) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (!hidden(file) && EXTENSIONS.contains(name.substring(name.lastIndexOf('.') + 1))) {
            found.add(file);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
        bad.leave(
                e instanceof FileSystemLoopException
                        ? "a link that leads back"
                        : "a file or folder that cannot be read",
                file.toString());
        return FileVisitResult.CONTINUE;
    }

    private static boolean hidden(Path path) {
        return String.valueOf(path.getFileName()).startsWith(".");
    }
}
