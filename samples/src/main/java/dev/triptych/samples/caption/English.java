package dev.triptych.samples.caption;

import static dev.triptych.samples.caption.Language.sentence;

import dev.triptych.samples.draw.Ground;
import dev.triptych.samples.draw.Hue;
import dev.triptych.samples.draw.Noun;
import dev.triptych.samples.draw.Place;
import dev.triptych.samples.draw.Scene;
import dev.triptych.samples.draw.Side;
import dev.triptych.samples.draw.Size;
import dev.triptych.samples.draw.Thing;
import java.util.List;
import java.util.Locale;

/** English: a or an before what follows, and plurals. */
final class English implements Language {
    private static final List<String> NUMBERS = List.of("", "one", "two", "three", "four", "five");

    /** Singular, plural. */
    private static final Table<Noun> NOUNS = Table.of(
            Noun.class,
            2,
            """
            CIRCLE | circle | circles
            SQUARE | square | squares
            TRIANGLE | triangle | triangles
            STAR | star | stars
            HEART | heart | hearts
            MOON | moon | moons
            CLOUD | cloud | clouds
            SUN | sun | suns
            TREE | tree | trees
            FLOWER | flower | flowers
            HOUSE | house | houses
            CAR | car | cars
            BOAT | boat | boats
            FISH | fish | fish
            BALLOON | balloon | balloons
            UMBRELLA | umbrella | umbrellas
            CUP | cup | cups
            BAR | bar | bars
            SLICE | slice | slices
            LINE | line | lines
            BOX | box | boxes
            """);

    @Override
    public String code() {
        return "en";
    }

    @Override
    public List<String> phrasings(Scene scene) {
        String on = "on a " + ground(scene.ground()) + " background";
        if (scene instanceof Scene.Group group) {
            String what = phrase(group.count(), group.thing(), group.size());
            String where = place(group.place());
            String is = group.count() == 1 ? "is" : "are";
            return List.of(
                    sentence(what + " " + where + " " + on),
                    sentence(what + " " + where),
                    sentence("a picture of " + what + " " + where),
                    sentence("there " + is + " " + what + " " + where),
                    sentence("the drawing shows " + what + " " + on),
                    sentence(on + " there " + is + " " + what + " " + where),
                    sentence("a drawing with " + what + " " + where));
        } else if (scene instanceof Scene.Pair pair) {
            String first = phrase(1, pair.first(), Size.MEDIUM);
            String second = phrase(1, pair.second(), Size.MEDIUM);
            return List.of(
                    sentence(first + " " + side(pair.side()) + " " + second),
                    sentence(second + " " + side(pair.side().opposite()) + " " + first),
                    sentence(first + " " + side(pair.side()) + " " + second + " " + on),
                    sentence("there is " + first + " " + end(pair.side()) + " and " + second + " "
                            + end(pair.side().opposite())),
                    sentence("a picture of " + first + " and " + second + " " + on),
                    sentence("the drawing shows " + second + " "
                            + side(pair.side().opposite()) + " " + first));
        } else if (scene instanceof Scene.Gathering gathering) {
            String a = phrase(1, gathering.things().get(0), Size.MEDIUM);
            String b = phrase(1, gathering.things().get(1), Size.MEDIUM);
            String c = phrase(1, gathering.things().get(2), Size.MEDIUM);
            return List.of(
                    sentence(a + ", " + b + " and " + c),
                    sentence("a picture of " + b + ", " + c + " and " + a),
                    sentence("there are three things: " + c + ", " + a + " and " + b),
                    sentence("the drawing shows " + a + ", " + c + " and " + b),
                    sentence(b + ", " + a + " and " + c + " " + on),
                    sentence(on + " there are " + c + ", " + b + " and " + a));
        }
        return chart((Scene.Chart) scene);
    }

    private static List<String> chart(Scene.Chart chart) {
        String parts = phrase(chart.count(), chart.thing(), Size.MEDIUM);
        String line = phrase(1, chart.thing(), Size.MEDIUM);
        String hue = hue(chart.thing().hue());
        return switch (chart.kind()) {
            case BARS ->
                all(
                        "a bar chart with " + parts,
                        "a chart that shows " + parts,
                        parts + " in a bar chart",
                        article(hue + " bar chart") + " with " + NUMBERS.get(chart.count()) + " bars",
                        "a diagram of " + parts);
            case PIE ->
                all(
                        "a pie chart with " + parts,
                        "a pie chart cut into " + parts,
                        parts + " in a pie chart",
                        article(hue + " pie chart") + " with " + NUMBERS.get(chart.count()) + " slices",
                        "a round chart of " + parts);
            case RISING_LINE ->
                all(
                        "a line chart with a rising " + hue + " line",
                        "a line chart in which " + line + " goes up",
                        line + " that rises",
                        article(hue + " curve") + " climbs in a chart",
                        "a chart of growth with " + line);
            case FALLING_LINE ->
                all(
                        "a line chart with a falling " + hue + " line",
                        "a line chart in which " + line + " goes down",
                        line + " that falls",
                        article(hue + " curve") + " sinks in a chart",
                        "a chart of decline with " + line);
            case FLOW ->
                all(
                        "a diagram with " + parts + " joined by arrows",
                        parts + " with arrows between them",
                        "a flow chart of " + parts,
                        "a flow chart with " + parts,
                        "arrows lead through " + parts);
        };
    }

    private static List<String> all(String... words) {
        return java.util.Arrays.stream(words).map(Language::sentence).toList();
    }

    /** {@code a small red star}, {@code three red stars}. */
    static String phrase(int count, Thing thing, Size size) {
        String adjectives =
                size == Size.MEDIUM ? hue(thing.hue()) : size.name().toLowerCase(Locale.ROOT) + " " + hue(thing.hue());
        return count == 1
                ? article(adjectives + " " + NOUNS.get(thing.noun(), 0))
                : NUMBERS.get(count) + " " + adjectives + " " + NOUNS.get(thing.noun(), 1);
    }

    private static String article(String words) {
        return ("aeiou".indexOf(words.charAt(0)) >= 0 ? "an " : "a ") + words;
    }

    private static String hue(Hue hue) {
        return hue.name().toLowerCase(Locale.ROOT);
    }

    private static String ground(Ground ground) {
        return ground.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String place(Place place) {
        return switch (place) {
            case LEFT -> "on the left";
            case RIGHT -> "on the right";
            case TOP -> "at the top";
            case BOTTOM -> "at the bottom";
            case MIDDLE -> "in the middle";
            case ANYWHERE -> "";
        };
    }

    private static String side(Side side) {
        return switch (side) {
            case LEFT_OF -> "to the left of";
            case RIGHT_OF -> "to the right of";
            case ABOVE -> "above";
            case BELOW -> "below";
        };
    }

    private static String end(Side side) {
        return switch (side) {
            case LEFT_OF -> "on the left";
            case RIGHT_OF -> "on the right";
            case ABOVE -> "at the top";
            case BELOW -> "at the bottom";
        };
    }
}
