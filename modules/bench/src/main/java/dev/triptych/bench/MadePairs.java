package dev.triptych.bench;

import dev.triptych.space.Modality;
import dev.triptych.space.Text;
import dev.triptych.train.Pair;
import dev.triptych.train.PairSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Pairs of made texts in an order of its own: the n-th pair that is drawn is the n-th pair of {@link #batch}, whichever place the plan
 * asks for, so that somebody else can be given the same batches beforehand.
 *
 * <p>Every text has more words than the tower reads tokens, so all are cut to the same length. The two of a pair begin with the same few words, so
 * that there is something to learn and it takes a while.
 */
final class MadePairs implements PairSource {
    private final int pairs;
    private final int words;
    private final long seed;
    private int drawn;

    /**
     * A source.
     *
     * @param pairs of a batch
     * @param words of a text, at least
     */
    MadePairs(int pairs, int words, long seed) {
        this.pairs = pairs;
        this.words = words;
        this.seed = seed;
    }

    /** The pairs of a step, counted from 0. */
    List<Pair> batch(int step) {
        List<Pair> batch = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            batch.add(pair((long) step * pairs + i));
        }
        return batch;
    }

    private Pair pair(long number) {
        Random random = new Random(seed * 1_000_003L + number);
        String topic = MadeTexts.text(Math.max(1, words / 8), random);
        return new Pair(
                Text.of(topic + " " + MadeTexts.text(words, random)),
                Text.of(topic + " " + MadeTexts.text(words, random)),
                number);
    }

    @Override
    public int size() {
        return pairs;
    }

    /** Called by one thread, batch after batch. */
    @Override
    public Pair draw(int index, RandomGenerator random) {
        return pair(drawn++);
    }

    @Override
    public long group(int index) {
        return index;
    }

    @Override
    public Modality anchors() {
        return Modality.TEXT;
    }

    @Override
    public Modality positives() {
        return Modality.TEXT;
    }
}
