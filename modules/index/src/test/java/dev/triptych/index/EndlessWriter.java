package dev.triptych.index;

import java.nio.file.Path;

/** Writes and commits until somebody kills it. */
final class EndlessWriter {
    static final int FILES = 30;

    private EndlessWriter() {}

    public static void main(String[] args) {
        try (PassageIndex index = Shelf.open(Path.of(args[0]))) {
            for (int round = 0; ; round++) {
                for (int i = 0; i < FILES; i++) {
                    Shelf.add(index, Shelf.text(i + ".txt", "round " + round), 1, i);
                }
                index.commit();
                System.out.println("committed " + round);
            }
        }
    }
}
