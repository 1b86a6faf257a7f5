package dev.triptych.samples.draw;

import java.util.List;

/** All that a caption may say about a picture. What it may not say, such as the exact place, is left to the painter. */
public sealed interface Scene {

    /** The compositions in it. */
    List<Thing> things();

    Ground ground();

    /** One to five equal things; only a single one has a size and a place. */
    record Group(int count, Thing thing, Size size, Place place, Ground ground) implements Scene {
        @Override
        public List<Thing> things() {
            return List.of(thing);
        }
    }

    /** Two things, the first to one side of the second. */
    record Pair(Thing first, Side side, Thing second, Ground ground) implements Scene {
        @Override
        public List<Thing> things() {
            return List.of(first, second);
        }
    }

    /** Three different things, wherever they are. */
    record Gathering(List<Thing> things, Ground ground) implements Scene {
        public Gathering {
            things = List.copyOf(things);
        }
    }

    /** A chart or a diagram in shades of one colour. */
    record Chart(ChartKind kind, int count, Thing thing) implements Scene {
        @Override
        public List<Thing> things() {
            return List.of(thing);
        }

        @Override
        public Ground ground() {
            return Ground.WHITE;
        }
    }
}
