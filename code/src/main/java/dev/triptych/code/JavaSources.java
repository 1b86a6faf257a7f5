package dev.triptych.code;

import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The Java files of a sources jar or of a folder, read one after another in the order of their names.
 *
 * <p>Nothing is unpacked to the disk: a name in an archive is a label, whatever it looks like.
 */
final class JavaSources {
    /** The largest source file that people write is smaller; a zip bomb is not. */
    private static final int LARGEST = 4 << 20;

    private JavaSources() {}

    /** Hears what was found; {@code problem} is empty when {@code source} could be read. */
    interface Visitor {
        void file(String name, String source, String problem);
    }

    /** The library's name: a jar's without {@code -sources.jar}, a folder's as it is. */
    static String library(Path jarOrFolder) {
        Path name = jarOrFolder.toAbsolutePath().normalize().getFileName();
        return name == null ? "root" : name.toString().replaceFirst("(-sources)?\\.(jar|zip)$", "");
    }

    /** Walks all files; a container that cannot be read is told as one problem with an empty file name. */
    static void each(Path jarOrFolder, Visitor visitor) {
        if (!Files.exists(jarOrFolder)) {
            throw new TriptychException(
                    jarOrFolder.toString(),
                    "nothing there",
                    "a sources jar or a folder of Java files",
                    "check the path");
        }
        try {
            if (Files.isDirectory(jarOrFolder)) {
                folder(jarOrFolder, visitor);
            } else {
                jar(jarOrFolder, visitor);
            }
        } catch (IOException | IllegalArgumentException e) {
            visitor.file("", "", "not readable: " + e.getMessage());
        }
    }

    private static void folder(Path folder, Visitor visitor) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(p -> p.toString().endsWith(".java") && Files.isRegularFile(p))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            String name = folder.relativize(file).toString().replace('\\', '/');
            try (InputStream in = Files.newInputStream(file)) {
                read(name, in, visitor);
            } catch (IOException e) {
                visitor.file(name, "", "not readable: " + e.getMessage());
            }
        }
    }

    private static void jar(Path jar, Visitor visitor) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            List<ZipEntry> entries = new ArrayList<>(zip.stream()
                    .filter(e -> !e.isDirectory() && e.getName().endsWith(".java"))
                    .toList());
            entries.sort(Comparator.comparing(ZipEntry::getName));
            for (ZipEntry entry : entries) {
                try (InputStream in = zip.getInputStream(entry)) {
                    read(entry.getName(), in, visitor);
                } catch (IOException e) {
                    visitor.file(entry.getName(), "", "not readable: " + e.getMessage());
                }
            }
        }
    }

    private static void read(String name, InputStream in, Visitor visitor) throws IOException {
        byte[] bytes = in.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            visitor.file(name, "", "larger than " + (LARGEST >> 20) + " MiB");
        } else {
            visitor.file(name, decode(bytes), "");
        }
    }

    /** UTF-8, or Latin-1 for what is not: that is what old sources are written in. */
    static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }
}
