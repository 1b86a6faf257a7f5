package dev.triptych.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The low-rank changes of a set of weights, and of those that it borrows. */
final class LowRanks {
    private final IdentityHashMap<NDArray, List<LowRank>> own = new IdentityHashMap<>();
    private @Nullable LowRanks lender;

    /** Weights that are not changed here may be by their lender. */
    void borrow(LowRanks from) {
        lender = from;
    }

    void add(NDArray weight, LowRank change) {
        own.computeIfAbsent(weight, w -> new ArrayList<>()).add(change);
    }

    /** The changes of a weight; empty for most. */
    List<LowRank> of(NDArray weight) {
        List<LowRank> changes = own.get(weight);
        if (changes != null) {
            return changes;
        }
        return lender == null ? List.of() : lender.of(weight);
    }

    /** The weight as layers compute with it now. */
    NDArray applied(NDManager scope, NDArray weight, boolean train) {
        NDArray changed = weight;
        for (LowRank change : of(weight)) {
            changed = change.of(scope, changed, train);
        }
        return changed;
    }

    /** Writes the changes of the own weights into them, and forgets A and B. */
    void merge() {
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(false);
        try (NDManager scope = Kernels.get().newManager()) {
            own.keySet().forEach(weight -> applied(scope, weight, false).copyTo(weight));
        } finally {
            JniUtils.setGradMode(before);
        }
        own.values()
                .forEach(changes -> changes.forEach(change -> {
                    change.a().close();
                    change.b().close();
                }));
        own.clear();
    }
}
