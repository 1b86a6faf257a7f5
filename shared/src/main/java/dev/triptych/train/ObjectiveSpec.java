package dev.triptych.train;

import dev.triptych.checkpoint.NearNames;
import dev.triptych.objective.Alignment;
import dev.triptych.objective.Angle;
import dev.triptych.objective.Clip;
import dev.triptych.objective.CoSent;
import dev.triptych.objective.Contrastive;
import dev.triptych.objective.CosineSimilarity;
import dev.triptych.objective.Distance;
import dev.triptych.objective.DistillKl;
import dev.triptych.objective.Guided;
import dev.triptych.objective.Hardness;
import dev.triptych.objective.InfoNce;
import dev.triptych.objective.MarginMse;
import dev.triptych.objective.Matryoshka;
import dev.triptych.objective.MinedTriplet;
import dev.triptych.objective.Mse;
import dev.triptych.objective.Objective;
import dev.triptych.objective.Orthogonal;
import dev.triptych.objective.SigLip;
import dev.triptych.objective.Triplet;
import dev.triptych.objective.Weighted;
import dev.triptych.space.TriptychException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The objective of a task, as its recipe says: a word, with its numbers beside it, or a mapping with a {@code kind}; and what stands around it.
 *
 * @param kind the recipe's word
 * @param objective with everything around it
 * @param needs what it asks of the data
 * @param scale what the logit scale of the pair of modalities starts at; empty for objectives without one
 * @param bias what the logit bias of the pair starts at, for objectives that learn one
 * @param learnsScale whether the scale is a parameter of the model that the objective moves
 * @param guide the model that filters candidates, or teaches: by targets, or in the place of the anchors
 */
public record ObjectiveSpec(
        String kind,
        Objective objective,
        DataNeeds needs,
        OptionalDouble scale,
        OptionalDouble bias,
        boolean learnsScale,
        Optional<GuideSpec> guide) {

    /** Those of the reference libraries, see the README of {@code objective}. */
    private static final double SCALE = 20;

    private static final double MARGIN = 0.5;

    private static final Map<String, Distance> DISTANCES =
            Map.of("cosine", Distance.COSINE, "euclidean", Distance.EUCLIDEAN);

    private static final Map<String, Optional<MinedTriplet.Mining>> MININGS = Map.of(
            "none", Optional.empty(),
            "batch-hard", Optional.of(MinedTriplet.Mining.HARD),
            "batch-hard-soft", Optional.of(MinedTriplet.Mining.HARD_SOFT),
            "batch-semi-hard", Optional.of(MinedTriplet.Mining.SEMI_HARD));

    private static final Map<String, DataNeeds> KINDS = Map.ofEntries(
            Map.entry("infonce", DataNeeds.PAIRS_OR_MORE),
            Map.entry("clip", DataNeeds.PAIRS),
            Map.entry("siglip", DataNeeds.PAIRS),
            Map.entry("cosent", DataNeeds.SCORED_PAIRS),
            Map.entry("angle", DataNeeds.SCORED_PAIRS),
            Map.entry("cosine", DataNeeds.SCORED_PAIRS),
            Map.entry("contrastive", DataNeeds.SCORED_PAIRS),
            Map.entry("triplet", DataNeeds.TRIPLETS),
            Map.entry("margin-mse", DataNeeds.MARGINS),
            Map.entry("kl", DataNeeds.RANKINGS),
            Map.entry("mse", DataNeeds.VECTORS));

    /**
     * Reads the objective of a task.
     *
     * @param width of the space
     */
    static ObjectiveSpec read(YamlNode task, int width) {
        boolean mapping = task.isNode("objective");
        YamlNode node = mapping ? task.node("objective") : task;
        String field = mapping ? "kind" : "objective";
        String kind = node.text(field);
        DataNeeds needs = KINDS.get(kind);
        if (needs == null) {
            throw new TriptychException(
                    node.where(field), "'" + kind + "'", "one of " + String.join(", ", words()), nearest(kind));
        }
        Plain plain = plain(kind, needs, node);
        if (mapping) {
            node.end();
        }
        return around(kind, plain, task, width);
    }

    /** An objective with nothing around it. */
    private record Plain(
            Objective objective, DataNeeds needs, OptionalDouble scale, OptionalDouble bias, boolean learnsScale) {
        static Plain of(Objective objective, DataNeeds needs) {
            return new Plain(objective, needs, OptionalDouble.empty(), OptionalDouble.empty(), false);
        }

        boolean filters() {
            return objective instanceof InfoNce || objective instanceof Clip || objective instanceof SigLip;
        }
    }

    private static Plain plain(String kind, DataNeeds needs, YamlNode node) {
        return switch (kind) {
            case "infonce" -> {
                double scale = node.number("scale", 1, 100, SCALE);
                yield new Plain(infoNce(scale, node), needs, OptionalDouble.of(scale), OptionalDouble.empty(), false);
            }
            case "clip" -> {
                double scale = node.number("scale", 1, 100, 1 / 0.07);
                yield new Plain(new Clip(), needs, OptionalDouble.of(scale), OptionalDouble.empty(), true);
            }
            case "siglip" -> {
                double scale = node.number("scale", 1, 100, 10);
                double bias = node.number("bias", -1000, 1000, SigLip.FIRST_BIAS);
                yield new Plain(new SigLip(), needs, OptionalDouble.of(scale), OptionalDouble.of(bias), true);
            }
            case "cosent" -> Plain.of(new CoSent(node.number("scale", 1e-3, 1e3, SCALE)), needs);
            case "angle" -> Plain.of(new Angle(node.number("scale", 1e-3, 1e3, SCALE)), needs);
            case "cosine" -> Plain.of(new CosineSimilarity(), needs);
            case "contrastive" -> Plain.of(new Contrastive(node.number("margin", 0, 2, MARGIN)), needs);
            case "triplet" -> triplet(node);
            case "margin-mse" -> Plain.of(new MarginMse(node.number("scale", 1e-3, 1e3, 1)), needs);
            case "kl" -> {
                double both = node.number("temperature", 1e-3, 1e3, 1);
                yield Plain.of(
                        new DistillKl(
                                node.number("student_temperature", 1e-3, 1e3, both),
                                node.number("teacher_temperature", 1e-3, 1e3, both)),
                        needs);
            }
            case "mse" -> Plain.of(new Mse(node.flag("both_sides", true)), needs);
            default -> throw new IllegalStateException(kind);
        };
    }

    private static InfoNce infoNce(double scale, YamlNode node) {
        boolean improved = node.flag("improved", false);
        boolean gist = node.flag("gist", false);
        boolean symmetric = node.flag("symmetric", !improved && !gist);
        if ((improved ? 1 : 0) + (gist ? 1 : 0) + (symmetric ? 1 : 0) > 1) {
            throw new TriptychException(
                    node.where("symmetric"), "several forms", "symmetric, improved or gist", "keep one of them");
        }
        InfoNce.Form form = improved
                ? InfoNce.Form.IMPROVED
                : gist ? InfoNce.Form.GIST : symmetric ? InfoNce.Form.SYMMETRIC : InfoNce.Form.ONE_WAY;
        if (!node.isNode("hardness")) {
            return new InfoNce(scale, form, new Hardness(node.number("hardness", 0, 100, 0), 0));
        }
        YamlNode hardness = node.node("hardness");
        Hardness strengths =
                new Hardness(hardness.number("in_batch", 0, 100, 0), hardness.number("hard_negatives", 0, 100, 0));
        hardness.end();
        return new InfoNce(scale, form, strengths);
    }

    /** Vectors of the space have unit length, so the default is the cosine's: no two are 5 apart. */
    private static Plain triplet(YamlNode node) {
        Distance distance = node.oneOf("distance", DISTANCES, "cosine");
        double margin = node.number("margin", 0, 10, MARGIN);
        Optional<MinedTriplet.Mining> mining = node.oneOf("mining", MININGS, "none");
        return mining.map(m -> Plain.of(new MinedTriplet(m, distance, margin), DataNeeds.PAIRS_OR_MORE))
                .orElseGet(() -> Plain.of(new Triplet(distance, margin), DataNeeds.TRIPLETS));
    }

    /** What a task may say of any objective: a guide, further widths, a regulariser, a weight. */
    private static ObjectiveSpec around(String kind, Plain plain, YamlNode task, int width) {
        Objective objective = task.has("matryoshka") ? matryoshka(plain.objective(), task, width) : plain.objective();
        Optional<GuideSpec> guide = Optional.empty();
        if (plain.filters() && task.has("guide")) {
            GuideSpec filter = GuideSpec.read(task.node("guide"), true);
            objective = new Guided(objective, filter.margin(), filter.relative());
            guide = Optional.of(filter);
        } else if (plain.objective() instanceof Mse && task.has("teacher")) {
            guide = Optional.of(GuideSpec.read(task.node("teacher"), false));
        } else if (plain.filters() && task.has("teacher")) {
            guide = Optional.of(GuideSpec.ofAnchors(task.node("teacher")));
        }
        List<Weighted.Part> parts = new ArrayList<>();
        parts.add(new Weighted.Part(objective, task.number("weight", 1e-6, 1e6, 1)));
        if (task.has("alignment")) {
            parts.add(new Weighted.Part(new Alignment(), task.number("alignment", 1e-6, 1e6)));
        }
        if (task.has("regulariser")) {
            parts.add(new Weighted.Part(regulariser(task), 1));
        }
        boolean bare = parts.size() == 1 && parts.get(0).weight() == 1;
        return new ObjectiveSpec(
                kind,
                bare ? objective : new Weighted(parts),
                guide.isPresent() && !plain.filters() ? DataNeeds.TAUGHT : plain.needs(),
                plain.scale(),
                plain.bias(),
                plain.learnsScale(),
                guide);
    }

    /** Whether a teacher answers for the anchors. */
    boolean taughtAnchors() {
        return guide.isPresent() && guide.get().anchors();
    }

    /** The whole width is trained as well, whether it is listed or not: a recipe that forgets it would spoil it. */
    private static Matryoshka matryoshka(Objective objective, YamlNode task, int width) {
        List<Integer> widths = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        boolean mapping = task.isNode("matryoshka");
        YamlNode node = mapping ? task.node("matryoshka") : task;
        for (double w : node.numbers(mapping ? "widths" : "matryoshka", 1, width)) {
            widths.add((int) w);
            weights.add(1.0);
        }
        if (mapping && node.has("weights")) {
            weights = node.numbers("weights", 0, 1e6);
            if (weights.size() != widths.size()) {
                throw new TriptychException(
                        node.where("weights"), weights.size() + " weights", "one per width", "mend the list");
            }
        }
        if (mapping) {
            node.end();
        }
        if (!widths.contains(width)) {
            widths.add(0, width);
            weights = new ArrayList<>(weights);
            weights.add(0, 1.0);
        }
        return new Matryoshka(objective, widths, weights);
    }

    private static Orthogonal regulariser(YamlNode task) {
        if (!task.isNode("regulariser")) {
            double weight = task.number("regulariser", 0, 1e6);
            return new Orthogonal(weight, weight);
        }
        YamlNode node = task.node("regulariser");
        Orthogonal both = new Orthogonal(node.number("mean", 0, 1e6, 1), node.number("second_moment", 0, 1e6, 1));
        node.end();
        return both;
    }

    private static List<String> words() {
        return KINDS.keySet().stream().sorted().toList();
    }

    private static String nearest(String word) {
        return "did you mean '"
                + words().stream()
                        .min(Comparator.comparingInt(known -> NearNames.distance(word, known)))
                        .orElse("")
                + "'?";
    }
}
