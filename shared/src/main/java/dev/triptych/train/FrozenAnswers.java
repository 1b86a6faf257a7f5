package dev.triptych.train;

import ai.djl.ndarray.NDManager;
import dev.triptych.nn.LengthBuckets;
import dev.triptych.nn.Prepared;
import dev.triptych.nn.Tower;
import dev.triptych.space.Modality;
import dev.triptych.space.Progress;
import dev.triptych.space.TriptychException;
import dev.triptych.train.BatchPreparation.Question;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Asks frozen towers all that a stage will read, before its first step: in batches of like length, where a step would ask one content at a
 * time.
 *
 * <p>The last bits of an answer depend on its neighbours in a batch. So batches are made of everything the stage reads, in the order in which
 * it does, whatever is known already, and a stage that was killed goes on with the answers it would have had.
 */
final class FrozenAnswers {
    /** Contents that are held as inputs at a time: enough to find many of a length. */
    private static final int INPUTS = 8192;

    /** A picture as a tower takes it is 600 kB. */
    private static final int PICTURES = 64;

    private final Map<Modality, Tower> towers;
    private final BatchPreparation preparation;
    private final NDManager manager;
    private final Map<Modality, Set<Question>> questions = new LinkedHashMap<>();

    FrozenAnswers(Map<Modality, Tower> towers, BatchPreparation preparation, NDManager manager) {
        this.towers = towers;
        this.preparation = preparation;
        this.manager = manager;
    }

    /** Will be asked, unless its tower's answers are not kept. */
    void add(Collection<Question> all) {
        for (Question question : all) {
            if (preparation.keeps(question.modality())) {
                questions
                        .computeIfAbsent(question.modality(), m -> new LinkedHashSet<>())
                        .add(question);
            }
        }
    }

    /**
     * Asks what is not known.
     *
     * @param stopped asked between batches; what is answered by then is kept
     * @param progress shows how many of a tower's answers there are
     */
    void ask(BooleanSupplier stopped, Progress progress) {
        questions.forEach((modality, set) -> {
            List<Question> all = List.copyOf(set);
            int size = modality == Modality.IMAGE ? PICTURES : INPUTS;
            try (Progress.Task bar = progress.start("answers of the " + modality.id() + " tower", all.size())) {
                for (int from = 0; from < all.size() && !stopped.getAsBoolean(); from += size) {
                    some(modality, all.subList(from, Math.min(all.size(), from + size)), stopped, bar);
                }
            }
        });
    }

    private void some(Modality modality, List<Question> some, BooleanSupplier stopped, Progress.Task bar) {
        if (some.stream().allMatch(preparation::knows)) {
            bar.advance(some.size());
            return;
        }
        // Decoding is most of the work that a second core can take off.
        List<Optional<Prepared>> inputs = some.parallelStream().map(this::input).toList();
        List<Question> asked = new ArrayList<>();
        List<Prepared> prepared = new ArrayList<>();
        for (int i = 0; i < some.size(); i++) {
            if (inputs.get(i).isPresent()) {
                asked.add(some.get(i));
                prepared.add(inputs.get(i).get());
            }
        }
        Tower tower = Objects.requireNonNull(towers.get(modality));
        for (List<Integer> batch : LengthBuckets.plan(prepared, tower.budget())) {
            if (stopped.getAsBoolean()) {
                return;
            }
            if (!batch.stream().map(asked::get).allMatch(preparation::knows)) {
                answer(tower, batch, asked, prepared);
            }
            bar.advance(batch.size());
        }
    }

    /** A picture that cannot be decoded is reported by the step that draws it. */
    private Optional<Prepared> input(Question question) {
        try {
            return Optional.of(preparation.unanswered(question));
        } catch (TriptychException e) {
            return Optional.empty();
        }
    }

    private void answer(Tower tower, List<Integer> batch, List<Question> asked, List<Prepared> prepared) {
        try (NDManager brief = manager.newSubManager()) {
            float[] all = tower.forward(brief, batch.stream().map(prepared::get).toList(), false)
                    .toFloatArray();
            int width = tower.width();
            for (int row = 0; row < batch.size(); row++) {
                int i = batch.get(row);
                float[] own = Arrays.copyOfRange(all, row * width, (row + 1) * width);
                Prepared input = prepared.get(i);
                Question question = asked.get(i);
                preparation.remember(
                        question.modality(), question.content(), input, new Prepared.Features(own, input.truncated()));
            }
        }
    }
}
