package dev.triptych.nn;

import dev.triptych.space.TriptychException;
import java.util.Locale;

/** In what the linear layers and attention of a transformer compute when it embeds; training is always float32. */
public enum Precision {
    FLOAT32,
    /** Half the bits with float32's range: twice as fast where the processor has instructions for it, several times slower where not. */
    BFLOAT16,
    /** Whichever of the two is faster on this machine, see {@link FasterPrecision}. */
    AUTO;

    /** This one, or what {@link #AUTO} stands for on this machine. */
    Precision here() {
        return this == AUTO ? FasterPrecision.get() : this;
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
        throw new TriptychException("precision", "'" + id + "'", "float32, bfloat16 or auto", "use one of the three");
    }
}
