package dev.triptych.cli;

import dev.triptych.space.TriptychException;
import java.util.List;

/** Names of columns in an option. */
final class Columns {
    private Columns() {}

    /** Fails unless there are as many as in the example. */
    static void require(List<String> columns, String example) {
        int wanted = example.split(",").length;
        if (columns.size() != wanted) {
            throw new TriptychException(
                    "--columns", columns.size() + " names", wanted + "", "write for example --columns " + example);
        }
    }
}
