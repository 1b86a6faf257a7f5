package dev.triptych.evaluate;

import dev.triptych.space.Modality;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One embedded item, to be drawn on a map of the space.
 *
 * @param modality what it is
 * @param label its words, name or file name
 * @param picture the file of a picture
 * @param vector {@code [width]}
 */
public record Point(Modality modality, String label, @Nullable Path picture, float[] vector) {}
