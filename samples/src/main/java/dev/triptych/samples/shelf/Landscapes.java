package dev.triptych.samples.shelf;

import dev.triptych.samples.draw.Hue;
import dev.triptych.samples.draw.Landscape;
import dev.triptych.samples.draw.Landscape.Setting;
import dev.triptych.samples.draw.Landscape.Spot;
import dev.triptych.samples.draw.LandscapePainter;
import dev.triptych.samples.draw.Noun;
import java.util.List;
import java.util.Map;

/** The eight landscapes around Tarnholm. The training task has nothing like them. */
final class Landscapes {
    private Landscapes() {}

    static List<ShelfPicture> all() {
        return List.of(
                picture(
                        "view-1.jpg",
                        "Three sailing boats on the sea under a yellow sun.",
                        "Drei Segelboote auf dem Meer unter einer gelben Sonne.",
                        Setting.SEA,
                        Spot.of(Noun.SUN, Hue.YELLOW, 0.16, 0.2, 0.15),
                        Spot.white(Noun.CLOUD, 0.68, 0.18, 0.17),
                        Spot.of(Noun.BOAT, Hue.ORANGE, 0.82, 0.52, 0.1),
                        Spot.of(Noun.BOAT, Hue.BLUE, 0.2, 0.58, 0.13),
                        Spot.of(Noun.BOAT, Hue.RED, 0.52, 0.62, 0.25)),
                picture(
                        "view-2.jpg",
                        "A village with three houses and trees in a green meadow.",
                        "Ein Dorf mit drei Häusern und Bäumen auf einer grünen Wiese.",
                        Setting.MEADOW,
                        Spot.of(Noun.SUN, Hue.YELLOW, 0.87, 0.18, 0.14),
                        Spot.white(Noun.CLOUD, 0.4, 0.15, 0.14),
                        Spot.of(Noun.TREE, Hue.GREEN, 0.06, 0.56, 0.17),
                        Spot.of(Noun.HOUSE, Hue.RED, 0.22, 0.57, 0.19),
                        Spot.of(Noun.HOUSE, Hue.YELLOW, 0.52, 0.6, 0.22),
                        Spot.of(Noun.HOUSE, Hue.BLUE, 0.8, 0.58, 0.18),
                        Spot.of(Noun.TREE, Hue.GREEN, 0.365, 0.72, 0.15),
                        Spot.of(Noun.TREE, Hue.GREEN, 0.95, 0.74, 0.17)),
                picture(
                        "view-3.jpg",
                        "A house at night under the moon and many stars.",
                        "Ein Haus bei Nacht unter dem Mond und vielen Sternen.",
                        Setting.NIGHT,
                        Spot.of(Noun.MOON, Hue.YELLOW, 0.8, 0.24, 0.16),
                        Spot.of(Noun.STAR, Hue.YELLOW, 0.1, 0.16, 0.045),
                        Spot.of(Noun.STAR, Hue.YELLOW, 0.22, 0.34, 0.035),
                        Spot.of(Noun.STAR, Hue.YELLOW, 0.34, 0.12, 0.05),
                        Spot.of(Noun.STAR, Hue.YELLOW, 0.47, 0.26, 0.035),
                        Spot.of(Noun.STAR, Hue.YELLOW, 0.6, 0.1, 0.045),
                        Spot.of(Noun.STAR, Hue.YELLOW, 0.93, 0.46, 0.04),
                        Spot.of(Noun.STAR, Hue.YELLOW, 0.63, 0.42, 0.035),
                        Spot.of(Noun.TREE, Hue.GREEN, 0.68, 0.69, 0.17),
                        Spot.of(Noun.HOUSE, Hue.ORANGE, 0.33, 0.65, 0.22)),
                picture(
                        "view-4.jpg",
                        "Two umbrellas on a sandy beach by the sea.",
                        "Zwei Schirme an einem Sandstrand am Meer.",
                        Setting.BEACH,
                        Spot.of(Noun.SUN, Hue.ORANGE, 0.84, 0.18, 0.14),
                        Spot.of(Noun.BOAT, Hue.PURPLE, 0.5, 0.48, 0.1),
                        Spot.of(Noun.UMBRELLA, Hue.RED, 0.26, 0.66, 0.24),
                        Spot.of(Noun.UMBRELLA, Hue.TURQUOISE, 0.68, 0.7, 0.26)),
                picture(
                        "view-5.jpg",
                        "Two cars on a grey road with trees behind them.",
                        "Zwei Autos auf einer grauen Straße, dahinter Bäume.",
                        Setting.ROAD,
                        Spot.white(Noun.CLOUD, 0.7, 0.16, 0.16),
                        Spot.of(Noun.TREE, Hue.GREEN, 0.1, 0.46, 0.2),
                        Spot.of(Noun.TREE, Hue.GREEN, 0.48, 0.48, 0.18),
                        Spot.of(Noun.TREE, Hue.GREEN, 0.88, 0.45, 0.21),
                        Spot.of(Noun.CAR, Hue.RED, 0.26, 0.68, 0.18),
                        Spot.of(Noun.CAR, Hue.BLUE, 0.7, 0.85, 0.2)),
                picture(
                        "view-6.jpg",
                        "Four fish swim under water.",
                        "Vier Fische schwimmen unter Wasser.",
                        Setting.UNDER_WATER,
                        Spot.of(Noun.FISH, Hue.ORANGE, 0.22, 0.26, 0.14),
                        Spot.of(Noun.FISH, Hue.RED, 0.62, 0.2, 0.11),
                        Spot.of(Noun.FISH, Hue.YELLOW, 0.44, 0.54, 0.19),
                        Spot.of(Noun.FISH, Hue.PINK, 0.82, 0.6, 0.13)),
                picture(
                        "view-7.jpg",
                        "Three cups and a flower on a brown table.",
                        "Drei Tassen und eine Blume auf einem braunen Tisch.",
                        Setting.TABLE,
                        Spot.of(Noun.CUP, Hue.TURQUOISE, 0.18, 0.56, 0.2),
                        Spot.of(Noun.FLOWER, Hue.RED, 0.42, 0.36, 0.3),
                        Spot.of(Noun.CUP, Hue.YELLOW, 0.66, 0.52, 0.19),
                        Spot.of(Noun.CUP, Hue.BLUE, 0.86, 0.68, 0.2)),
                picture(
                        "view-8.jpg",
                        "Colourful balloons fly over a meadow.",
                        "Bunte Luftballons fliegen über eine Wiese.",
                        Setting.MEADOW,
                        Spot.white(Noun.CLOUD, 0.16, 0.4, 0.13),
                        Spot.of(Noun.BALLOON, Hue.RED, 0.2, 0.2, 0.16),
                        Spot.of(Noun.BALLOON, Hue.BLUE, 0.36, 0.34, 0.15),
                        Spot.of(Noun.BALLOON, Hue.YELLOW, 0.52, 0.18, 0.15),
                        Spot.of(Noun.BALLOON, Hue.PURPLE, 0.68, 0.36, 0.16),
                        Spot.of(Noun.BALLOON, Hue.GREEN, 0.84, 0.2, 0.15),
                        Spot.of(Noun.FLOWER, Hue.PINK, 0.3, 0.8, 0.12),
                        Spot.of(Noun.FLOWER, Hue.ORANGE, 0.74, 0.84, 0.12)));
    }

    private static ShelfPicture picture(String file, String english, String german, Setting setting, Spot... spots) {
        Landscape landscape = new Landscape(setting, List.of(spots));
        return new ShelfPicture(
                file, Map.of("en", List.of(english), "de", List.of(german)), () -> LandscapePainter.paint(landscape));
    }
}
