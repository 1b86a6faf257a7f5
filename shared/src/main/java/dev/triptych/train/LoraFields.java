package dev.triptych.train;

import dev.triptych.nn.LayerPart;
import dev.triptych.nn.Lora;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads {@code {rank: 8, alpha: 16, targets: [query, value], apart: true}}. */
final class LoraFields {
    private static final int MOST = 1 << 12;

    private static final Map<String, LayerPart> TARGETS = Arrays.stream(LayerPart.values())
            .filter(LayerPart::linear)
            .collect(Collectors.toMap(LayerPart::id, Function.identity()));

    private LoraFields() {}

    /** Of what is left out: a scale of one, and the two matrices that the paper found to be enough. */
    static Lora read(YamlNode node) {
        int rank = node.integer("rank", 1, MOST);
        double alpha = node.number("alpha", 1e-6, 1e6, rank);
        Set<LayerPart> targets = EnumSet.of(LayerPart.QUERY, LayerPart.VALUE);
        if (node.has("targets")) {
            List<LayerPart> chosen = node.allOf("targets", TARGETS);
            targets = EnumSet.copyOf(chosen);
        }
        boolean apart = node.flag("apart", false);
        node.end();
        return new Lora(rank, alpha, targets, apart);
    }
}
