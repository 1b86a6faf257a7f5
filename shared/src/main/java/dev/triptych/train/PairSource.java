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

    /**
     * What the pair of this number is akin to: half of its batch is of the same kin, if there is enough of it. Methods of one library are
     * harder to tell apart than any two methods, so a step teaches more.
     */
    default long kin(int index) {
        return 0;
    }

    /** How many hard negatives every row has. */
    default int negatives() {
        return 0;
    }

    /** How many target numbers every row has. */
    default int targets() {
        return 0;
    }

    /** Whether pairs of one group may meet in a batch; they are not each other's negatives there either. */
    default boolean together() {
        return false;
    }

    /** Part of the pairs whose pictures may turn out to be damaged when they are decoded; with more, the run ends. */
    default double maxBad() {
        return 0.01;
    }

    Modality anchors();

    Modality positives();
}
