package dev.triptych.samples.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScenePainterTest {

    @Test
    void everyNounIsMostlyOfItsOwnColour() {
        for (Noun noun : Noun.standing()) {
            for (Hue hue : Hue.values()) {
                Scene scene = new Scene.Group(1, new Thing(noun, hue), Size.LARGE, Place.ANYWHERE, Ground.WHITE);
                assertThat(near(ScenePainter.paint(scene, 1), hue))
                        .as("pixels of a %s %s", hue, noun)
                        .isGreaterThan(3000);
            }
        }
    }

    @Test
    void moreThingsMakeMoreColour() {
        for (int count = 2; count <= 5; count++) {
            assertThat(near(ScenePainter.paint(hearts(count), 3), Hue.RED)).isGreaterThan(1200 * count);
        }
    }

    @Test
    void thePlaceIsWhereTheCaptionSays() {
        assertThat(centre(single(Place.LEFT))[0]).isLessThan(80);
        assertThat(centre(single(Place.RIGHT))[0]).isGreaterThan(144);
        assertThat(centre(single(Place.TOP))[1]).isLessThan(80);
        assertThat(centre(single(Place.BOTTOM))[1]).isGreaterThan(144);
        assertThat(centre(single(Place.MIDDLE)))
                .satisfies(xy -> assertThat(xy[0]).isBetween(100.0, 124.0));
    }

    @Test
    void theFirstOfAPairStandsOnItsSideOfTheSecond() {
        Thing red = new Thing(Noun.CIRCLE, Hue.RED);
        Thing blue = new Thing(Noun.SQUARE, Hue.BLUE);
        BufferedImage left = ScenePainter.paint(new Scene.Pair(red, Side.LEFT_OF, blue, Ground.WHITE), 4);
        assertThat(centre(left, Hue.RED)[0]).isLessThan(centre(left, Hue.BLUE)[0] - 60);
        BufferedImage below = ScenePainter.paint(new Scene.Pair(red, Side.BELOW, blue, Ground.WHITE), 4);
        assertThat(centre(below, Hue.RED)[1]).isGreaterThan(centre(below, Hue.BLUE)[1] + 60);
    }

    @Test
    void theSameSeedGivesTheSamePixels() {
        Scene scene = hearts(4);
        int[] once = pixels(ScenePainter.paint(scene, 9));
        assertThat(pixels(ScenePainter.paint(scene, 9))).isEqualTo(once);
        assertThat(pixels(ScenePainter.paint(scene, 10))).isNotEqualTo(once);
    }

    @Test
    void aFigureNeedsOneValuePerLabel() {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> new Figure(ChartKind.BARS, "", List.of("a", "b"), List.of(1.0), Hue.RED)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 labels for 1 values");
    }

    private static Scene hearts(int count) {
        return new Scene.Group(count, new Thing(Noun.HEART, Hue.RED), Size.MEDIUM, Place.ANYWHERE, Ground.WHITE);
    }

    private static BufferedImage single(Place place) {
        return ScenePainter.paint(
                new Scene.Group(1, new Thing(Noun.CIRCLE, Hue.RED), Size.SMALL, place, Ground.GREY), 2);
    }

    private static double[] centre(BufferedImage image) {
        return centre(image, Hue.RED);
    }

    private static double[] centre(BufferedImage image, Hue hue) {
        double x = 0;
        double y = 0;
        int count = 0;
        for (int row = 0; row < image.getHeight(); row++) {
            for (int column = 0; column < image.getWidth(); column++) {
                if (isNear(image.getRGB(column, row), hue)) {
                    x += column;
                    y += row;
                    count++;
                }
            }
        }
        return new double[] {x / count, y / count};
    }

    private static int near(BufferedImage image, Hue hue) {
        int count = 0;
        for (int pixel : pixels(image)) {
            count += isNear(pixel, hue) ? 1 : 0;
        }
        return count;
    }

    private static boolean isNear(int rgb, Hue hue) {
        Color plain = hue.ink().fill();
        Color color = new Color(rgb);
        return Math.abs(color.getRed() - plain.getRed())
                        + Math.abs(color.getGreen() - plain.getGreen())
                        + Math.abs(color.getBlue() - plain.getBlue())
                < 60;
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }
}
