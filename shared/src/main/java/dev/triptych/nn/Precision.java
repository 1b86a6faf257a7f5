package dev.triptych.nn;

import ai.djl.ndarray.NDArray;
import dev.triptych.space.TriptychException;
import java.util.List;
import java.util.Locale;

/** In what the linear layers and attention of a transformer compute when it embeds; the first two also when it is trained. */
public enum Precision {
    FLOAT32,
    /** Half the bits with float32's range: twice as fast where the processor has instructions for it, several times slower where not. */
    BFLOAT16,
    /**
     * Linear layers in eight bits: each output's weights and each token's inputs have a step of their own, so that no vector depends on its
     * neighbours (Dettmers et al. 2022, without the outliers). Two to three times faster where the processor has instructions for it.
     */
    INT8,
    /** Whichever of float32 and bfloat16 is faster on this machine, see {@link FasterPrecision}. */
    AUTO;

    /** This one, or what {@link #AUTO} stands for on this machine. */
    Precision here() {
        return this == AUTO ? FasterPrecision.get() : this;
    }

    /** The kernels that compute in it. */
    Kernels kernels() {
        return this == INT8 ? Kernels.int8() : Kernels.get();
    }

    /** A linear layer's weight {@code [out, in]} and bias as the kernels take them in this precision; they belong to the weight's manager. */
    List<NDArray> convert(NDArray weight, NDArray bias) {
        return switch (this) {
            case FLOAT32 -> List.of(weight, bias);
            case BFLOAT16 ->
                List.of(
                        Kernels.get().call("narrow", false, List.of(weight)),
                        bias.size() == 0 ? bias : Kernels.get().call("narrow", false, List.of(bias)));
            case INT8 -> {
                NDArray scales = Kernels.int8().call("scales", false, List.of(weight, bias));
                yield List.of(Kernels.int8().call("packed", false, List.of(weight, scales)), scales);
            }
            case AUTO -> here().convert(weight, bias);
        };
    }

    /** The name on the command line. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The precision of that name.
     *
     * @throws TriptychException if there is none
     */
    public static Precision of(String id) {
        for (Precision p : values()) {
            if (p.id().equals(id)) {
                return p;
            }
        }
        throw new TriptychException("precision", "'" + id + "'", "float32, bfloat16, int8 or auto", "use one of these");
    }
}
