package dev.triptych.evaluate;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One item of a task, for people to look at.
 *
 * @param query what was asked
 * @param expected the right answer, or the best placed of several
 * @param got what came first
 * @param score what the right answer was given
 * @param rank of the right answer, from 1; 0 where nothing is ranked
 * @param expectedPicture the file, if the right answer is a picture
 * @param gotPicture the file, if what came first is a picture
 */
public record Example(
        String query,
        String expected,
        String got,
        double score,
        int rank,
        @Nullable Path expectedPicture,
        @Nullable Path gotPicture) {

    /** Without pictures. */
    public Example(String query, String expected, String got, double score, int rank) {
        this(query, expected, got, score, rank, null, null);
    }
}
