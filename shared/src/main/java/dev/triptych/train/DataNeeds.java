package dev.triptych.train;

import dev.triptych.space.TriptychException;

/**
 * What an objective asks of the rows of a task's data.
 *
 * @param negatives whether a row has hard negatives
 * @param targets which numbers a row has
 */
record DataNeeds(Negatives negatives, Targets targets) {
    enum Negatives {
        NONE,
        ALLOWED,
        NEEDED
    }

    enum Targets {
        /** None; those that are there are not looked at. */
        ANY,
        /** One per pair. */
        SCORE,
        /** One per hard negative, or one per candidate. */
        MARGINS,
        /** One per candidate. */
        SCORES,
        /** A vector of the space. */
        VECTOR,
        /** None: a teacher that is opened beside answers with vectors. */
        TEACHER
    }

    static final DataNeeds PAIRS = new DataNeeds(Negatives.NONE, Targets.ANY);
    static final DataNeeds PAIRS_OR_MORE = new DataNeeds(Negatives.ALLOWED, Targets.ANY);
    static final DataNeeds SCORED_PAIRS = new DataNeeds(Negatives.NONE, Targets.SCORE);
    static final DataNeeds TRIPLETS = new DataNeeds(Negatives.NEEDED, Targets.ANY);
    static final DataNeeds MARGINS = new DataNeeds(Negatives.NEEDED, Targets.MARGINS);
    static final DataNeeds RANKINGS = new DataNeeds(Negatives.NEEDED, Targets.SCORES);
    static final DataNeeds VECTORS = new DataNeeds(Negatives.NONE, Targets.VECTOR);
    static final DataNeeds TAUGHT = new DataNeeds(Negatives.NONE, Targets.TEACHER);

    /** Whether the guide's vectors are the targets. */
    boolean teacher() {
        return targets == Targets.TEACHER;
    }

    /** Refuses data that the objective cannot use, and hard negatives that it would not look at. */
    void check(Recipe.TaskSpec task, PairSource source, int width) {
        int n = source.negatives();
        String where = "task " + task.name() + ": data";
        String kind = task.objective().kind();
        if (negatives == Negatives.NEEDED && n == 0) {
            throw new TriptychException(
                    where, "no hard negatives", "some, which " + kind + " needs", "name their columns, or mine them");
        }
        if (negatives == Negatives.NONE && n > 0) {
            throw new TriptychException(
                    where,
                    n + " hard negatives a row",
                    "none",
                    kind + " would not look at them: use infonce, or leave them out");
        }
        int t = source.targets();
        boolean right =
                switch (targets) {
                    case ANY -> true;
                    case SCORE -> t == 1;
                    case MARGINS -> t == n || t == n + 1;
                    case SCORES -> t == n + 1;
                    case VECTOR -> t == width;
                    case TEACHER -> t == 0;
                };
        if (!right) {
            throw new TriptychException(
                    where, t + " targets a row", expected(n, width), "mend the data, or its columns");
        }
    }

    private String expected(int n, int width) {
        return switch (targets) {
            case ANY -> "any";
            case SCORE -> "1, how alike the pair is";
            case MARGINS -> n + ", the margins of the hard negatives, or " + (n + 1) + ", the scores of all candidates";
            case SCORES -> (n + 1) + ", the scores of the positive and of each hard negative";
            case VECTOR -> width + ", a teacher's vector as wide as the space; or 'teacher' in the recipe";
            case TEACHER -> "0, beside a teacher";
        };
    }
}
