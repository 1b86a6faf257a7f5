package dev.triptych.samples.draw;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Chooses scenes at random from a seed, no two of them alike, from trained compositions only or from held-out ones only. */
public final class SceneSampler {
    /** Far more than it takes to find a new scene among the tens of thousands there are. */
    private static final int TRIES = 10_000;

    private static final List<Side> SIDES = List.of(Side.values());
    private static final List<Place> PLACES = List.of(Place.values());
    private static final List<Ground> GROUNDS = List.of(Ground.values());
    private static final List<ChartKind> CHARTS = List.of(ChartKind.values());

    private final Random random;
    private final boolean heldOut;
    private final List<Thing> things;
    private final Set<Scene> seen = new HashSet<>();

    /**
     * A sampler of one side of the split.
     *
     * @param heldOut whether every thing of every scene is a {@linkplain Thing#heldOut() held-out} composition, or none is
     */
    public SceneSampler(long seed, boolean heldOut) {
        this.random = new Random(seed);
        this.heldOut = heldOut;
        this.things = Noun.standing().stream()
                .flatMap(noun -> Arrays.stream(Hue.values()).map(hue -> new Thing(noun, hue)))
                .filter(thing -> thing.heldOut() == heldOut)
                .toList();
    }

    /** A scene that this sampler has not given before. */
    public Scene next() {
        for (int i = 0; i < TRIES; i++) {
            Scene scene = draw();
            if (scene.things().stream().allMatch(thing -> scene.ground().shows(thing.hue())) && seen.add(scene)) {
                return scene;
            }
        }
        throw new IllegalStateException("no new scene after " + TRIES + " tries; " + seen.size() + " were given");
    }

    private Scene draw() {
        int kind = random.nextInt(20);
        Ground ground = pick(GROUNDS);
        if (kind < 8) {
            return group(ground);
        } else if (kind < 15) {
            List<Thing> two = different(2);
            return new Scene.Pair(two.get(0), pick(SIDES), two.get(1), ground);
        } else if (kind < 18) {
            return new Scene.Gathering(different(3), ground);
        }
        return chart();
    }

    private Scene group(Ground ground) {
        int count = 1 + random.nextInt(5);
        if (count > 1) {
            return new Scene.Group(count, pick(things), Size.MEDIUM, Place.ANYWHERE, ground);
        }
        Place place = pick(PLACES);
        Size size = pick(List.of(Size.values()));
        boolean roomForPlace = size != Size.LARGE;
        return new Scene.Group(1, pick(things), size, roomForPlace ? place : Place.ANYWHERE, ground);
    }

    private Scene chart() {
        ChartKind kind = pick(CHARTS);
        List<Thing> parts = Arrays.stream(Hue.values())
                .map(hue -> new Thing(kind.part(), hue))
                .filter(thing -> thing.heldOut() == heldOut)
                .toList();
        int count = kind.fewest() + random.nextInt(kind.most() - kind.fewest() + 1);
        return new Scene.Chart(kind, count, pick(parts));
    }

    /** Things of different nouns, so that a caption is never about two of the same. */
    private List<Thing> different(int count) {
        List<Thing> chosen = new ArrayList<>();
        while (chosen.size() < count) {
            Thing thing = pick(things);
            if (chosen.stream().noneMatch(other -> other.noun() == thing.noun())) {
                chosen.add(thing);
            }
        }
        return List.copyOf(chosen);
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
