package dev.triptych.library;

import dev.triptych.space.Progress;
import java.nio.file.Path;
import java.time.Duration;

/** Adds a folder, slowly and with a commit behind every file, and says of each that it is in. */
final class EndlessAdding {
    private EndlessAdding() {}

    public static void main(String[] args) {
        WordEncoder space = new WordEncoder();
        try (Library library = Library.open(Path.of(args[0]), space, Duration.ZERO)) {
            library.add(Path.of(args[1]), (name, total) -> new Progress.Task() {
                @Override
                public void advance(long steps) {
                    System.out.println("one more");
                    try {
                        Thread.sleep(50);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }

                @Override
                public void close() {}
            });
        }
    }
}
