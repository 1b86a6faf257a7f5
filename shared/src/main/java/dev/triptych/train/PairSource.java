package dev.triptych.train;

import dev.triptych.space.Modality;
import java.util.random.RandomGenerator;

/** The pairs of one task, by number. */
public interface PairSource {
    int size();

    /** The pair of this number; where there are several (five captions of a photo), the generator chooses. */
    Pair draw(int index, RandomGenerator random);

    /** The group of this number, known without drawing it. */
    long group(int index);

    Modality anchors();

    Modality positives();
}
