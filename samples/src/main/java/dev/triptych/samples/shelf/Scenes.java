package dev.triptych.samples.shelf;

import static dev.triptych.samples.draw.Place.ANYWHERE;
import static dev.triptych.samples.draw.Size.MEDIUM;

import dev.triptych.samples.caption.Captions;
import dev.triptych.samples.draw.Ground;
import dev.triptych.samples.draw.Hue;
import dev.triptych.samples.draw.Noun;
import dev.triptych.samples.draw.Place;
import dev.triptych.samples.draw.Scene;
import dev.triptych.samples.draw.ScenePainter;
import dev.triptych.samples.draw.Side;
import dev.triptych.samples.draw.Size;
import dev.triptych.samples.draw.Thing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The forty drawn scenes. Every thing in them is a held-out composition, so no model trained on the drawings has seen one. */
final class Scenes {
    private static final long SEED = 40_000;

    /** Chosen by hand: some plain, some that differ from another one in a single respect. */
    private static final List<Scene> ALL = List.of(
            group(3, Noun.CIRCLE, Hue.RED, Ground.WHITE),
            group(5, Noun.STAR, Hue.ORANGE, Ground.DARK_BLUE),
            group(2, Noun.FISH, Hue.ORANGE, Ground.LIGHT_BLUE),
            group(4, Noun.FISH, Hue.PURPLE, Ground.LIGHT_BLUE),
            group(2, Noun.HOUSE, Hue.RED, Ground.LIGHT_GREEN),
            group(4, Noun.HOUSE, Hue.BLUE, Ground.WHITE),
            group(3, Noun.BALLOON, Hue.GREEN, Ground.LIGHT_BLUE),
            group(5, Noun.UMBRELLA, Hue.RED, Ground.GREY),
            group(2, Noun.CUP, Hue.YELLOW, Ground.WHITE),
            group(3, Noun.CUP, Hue.PINK, Ground.LIGHT_YELLOW),
            group(4, Noun.HEART, Hue.GREEN, Ground.LIGHT_YELLOW),
            group(3, Noun.CAR, Hue.YELLOW, Ground.GREY),
            group(2, Noun.BOAT, Hue.BLACK, Ground.LIGHT_BLUE),
            group(5, Noun.FLOWER, Hue.BROWN, Ground.LIGHT_GREEN),
            group(3, Noun.TREE, Hue.PURPLE, Ground.LIGHT_GREEN),
            single(Noun.MOON, Hue.RED, Size.LARGE, ANYWHERE, Ground.DARK_BLUE),
            single(Noun.SUN, Hue.BLACK, Size.LARGE, ANYWHERE, Ground.LIGHT_YELLOW),
            single(Noun.TREE, Hue.ORANGE, Size.LARGE, ANYWHERE, Ground.LIGHT_BLUE),
            single(Noun.CLOUD, Hue.PINK, MEDIUM, Place.TOP, Ground.DARK_BLUE),
            single(Noun.CAR, Hue.PINK, Size.SMALL, Place.LEFT, Ground.WHITE),
            single(Noun.CAR, Hue.YELLOW, Size.LARGE, ANYWHERE, Ground.LIGHT_GREEN),
            single(Noun.FISH, Hue.ORANGE, Size.SMALL, Place.BOTTOM, Ground.DARK_BLUE),
            single(Noun.BOAT, Hue.TURQUOISE, MEDIUM, Place.MIDDLE, Ground.WHITE),
            single(Noun.UMBRELLA, Hue.BLUE, Size.LARGE, ANYWHERE, Ground.WHITE),
            single(Noun.FLOWER, Hue.GREEN, MEDIUM, Place.RIGHT, Ground.LIGHT_YELLOW),
            pair(Noun.HOUSE, Hue.RED, Side.LEFT_OF, Noun.TREE, Hue.ORANGE, Ground.LIGHT_BLUE),
            pair(Noun.TREE, Hue.ORANGE, Side.LEFT_OF, Noun.HOUSE, Hue.RED, Ground.LIGHT_GREEN),
            pair(Noun.BALLOON, Hue.GREEN, Side.ABOVE, Noun.CAR, Hue.YELLOW, Ground.LIGHT_BLUE),
            pair(Noun.STAR, Hue.ORANGE, Side.ABOVE, Noun.BOAT, Hue.TURQUOISE, Ground.DARK_BLUE),
            pair(Noun.FISH, Hue.PURPLE, Side.BELOW, Noun.BOAT, Hue.BLACK, Ground.LIGHT_BLUE),
            pair(Noun.CUP, Hue.PINK, Side.RIGHT_OF, Noun.CUP, Hue.YELLOW, Ground.WHITE),
            pair(Noun.CIRCLE, Hue.BLUE, Side.LEFT_OF, Noun.TRIANGLE, Hue.BLACK, Ground.WHITE),
            pair(Noun.SQUARE, Hue.YELLOW, Side.BELOW, Noun.CIRCLE, Hue.RED, Ground.GREY),
            pair(Noun.UMBRELLA, Hue.RED, Side.BELOW, Noun.CLOUD, Hue.YELLOW, Ground.DARK_BLUE),
            pair(Noun.HEART, Hue.BROWN, Side.RIGHT_OF, Noun.FLOWER, Hue.GREEN, Ground.LIGHT_YELLOW),
            gathering(
                    Ground.LIGHT_GREEN,
                    thing(Noun.HOUSE, Hue.BLUE),
                    thing(Noun.TREE, Hue.PURPLE),
                    thing(Noun.SUN, Hue.TURQUOISE)),
            gathering(
                    Ground.WHITE,
                    thing(Noun.CIRCLE, Hue.RED),
                    thing(Noun.SQUARE, Hue.YELLOW),
                    thing(Noun.TRIANGLE, Hue.TURQUOISE)),
            gathering(
                    Ground.GREY,
                    thing(Noun.CAR, Hue.PINK),
                    thing(Noun.UMBRELLA, Hue.BLUE),
                    thing(Noun.BALLOON, Hue.BROWN)),
            gathering(
                    Ground.DARK_BLUE,
                    thing(Noun.MOON, Hue.RED),
                    thing(Noun.STAR, Hue.ORANGE),
                    thing(Noun.CLOUD, Hue.PINK)),
            gathering(
                    Ground.LIGHT_BLUE,
                    thing(Noun.BOAT, Hue.TURQUOISE),
                    thing(Noun.FISH, Hue.ORANGE),
                    thing(Noun.SUN, Hue.BLACK)));

    private Scenes() {}

    static List<Scene> scenes() {
        return ALL;
    }

    static List<ShelfPicture> all() {
        List<ShelfPicture> pictures = new ArrayList<>();
        for (Scene scene : ALL) {
            long seed = SEED + pictures.size();
            String file = String.format(Locale.ROOT, "scene-%02d.png", pictures.size() + 1);
            pictures.add(new ShelfPicture(file, Captions.of(scene, seed), () -> ScenePainter.paint(scene, seed)));
        }
        return pictures;
    }

    private static Scene group(int count, Noun noun, Hue hue, Ground ground) {
        return new Scene.Group(count, thing(noun, hue), MEDIUM, ANYWHERE, ground);
    }

    private static Scene single(Noun noun, Hue hue, Size size, Place place, Ground ground) {
        return new Scene.Group(1, thing(noun, hue), size, place, ground);
    }

    private static Scene pair(Noun first, Hue its, Side side, Noun second, Hue others, Ground ground) {
        return new Scene.Pair(thing(first, its), side, thing(second, others), ground);
    }

    private static Scene gathering(Ground ground, Thing... things) {
        return new Scene.Gathering(Arrays.asList(things), ground);
    }

    private static Thing thing(Noun noun, Hue hue) {
        return new Thing(noun, hue);
    }
}
