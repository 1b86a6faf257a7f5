package dev.triptych.evaluate;

import dev.triptych.space.TriptychException;
import java.util.ArrayList;
import java.util.List;

/** Rows that could not be used, counted, the first few with their line and reason. */
final class BadRows {
    private static final int SHOWN = 5;

    private final DataFile file;
    private final List<String> first = new ArrayList<>();
    private int count;

    BadRows(DataFile file) {
        this.file = file;
    }

    void add(int line, String reason) {
        count++;
        if (first.size() < SHOWN) {
            first.add("line " + line + ": " + reason);
        }
    }

    /** Fails if nothing is left to measure with. */
    void requireRows(int usable, String wanted) {
        if (usable == 0) {
            throw new TriptychException(
                    file.path().toString(),
                    count == 0 ? "no such row" : "no usable row (" + describe() + ")",
                    wanted,
                    "check that this is the right file");
        }
    }

    List<String> remarks() {
        return count == 0 ? List.of() : List.of(describe());
    }

    private String describe() {
        return count
                + (count == 1 ? " bad row left out: " : " bad rows left out: ")
                + String.join("; ", first)
                + (count > first.size() ? "; …" : "");
    }
}
