package dev.triptych.library;

import dev.triptych.model.Triptych;
import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import dev.triptych.space.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * How long a library takes to follow 5,000 Java files: nothing changed, a branch that differs in one method of each of 2,000 files, and back.
 * Arguments: an empty folder, and {@code model} to embed with the model inside; otherwise words are hashed, which costs next to nothing.
 */
final class FollowBenchmark {
    private static final int FILES = 5000;
    private static final int CHANGED = 2000;
    private static final int METHODS = 7;

    private FollowBenchmark() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path folder = Path.of(args[0]);
        Path files = folder.resolve("files");
        switchTo(files, "main", FILES);
        try (Encoder<Content> space = args.length > 1 ? Triptych.load() : new WordEncoder();
                Library library = Library.open(folder.resolve("index"), space)) {
            measure(library, files, "first");
            measure(library, files, "nothing changed, files young");
            Thread.sleep(2100);
            measure(library, files, "nothing changed, stamps new");
            measure(library, files, "nothing changed");
            measure(library, files, "nothing changed");
            switchTo(files, "branch", CHANGED);
            measure(library, files, "another branch");
            switchTo(files, "main", CHANGED);
            measure(library, files, "back");
        }
    }

    private static void measure(Library library, Path files, String what) {
        long start = System.nanoTime();
        AddReport report = library.add(files, Progress.none());
        System.out.printf(
                Locale.ROOT,
                "%-32s %7.2f s  %d new, %d changed, %d as before; %d passages embedded, %d known%n",
                what,
                (System.nanoTime() - start) / 1e9,
                report.added(),
                report.updated(),
                report.unchanged(),
                report.passages(),
                report.reused());
    }

    private static void switchTo(Path files, String branch, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            StringBuilder source = new StringBuilder("package p" + i / 50 + ";\n\nclass Type" + i + " {\n");
            for (int m = 0; m < METHODS; m++) {
                String own = m == 0 ? branch : "every";
                source.append("    /** Counts ")
                        .append(own)
                        .append(" entry number ")
                        .append(m)
                        .append(" of shelf ")
                        .append(i);
                source.append(". */\n    int count").append(m).append("(List<String> entries) {\n");
                source.append("        return entries.indexOf(\"")
                        .append(own)
                        .append(i)
                        .append("\") + ")
                        .append(m)
                        .append(";\n    }\n\n");
            }
            Path file = files.resolve("p" + i / 50).resolve("Type" + i + ".java");
            Files.createDirectories(file.getParent());
            Files.writeString(file, source.append("}\n"));
        }
    }
}
