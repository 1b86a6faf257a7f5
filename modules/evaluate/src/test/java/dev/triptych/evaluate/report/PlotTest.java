package dev.triptych.evaluate.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PlotTest {

    private static List<Double> numbers(String svg, String pattern) {
        List<Double> numbers = new ArrayList<>();
        Matcher matcher = Pattern.compile(pattern).matcher(svg);
        while (matcher.find()) {
            numbers.add(Double.valueOf(matcher.group(1)));
        }
        return numbers;
    }

    private static PlotBars.Bar bar(double value) {
        return new PlotBars.Bar(value, value, value);
    }

    @Test
    void barsAreAsLongAsTheirValues() {
        String svg = PlotBars.svg(
                "bars",
                List.of(
                        new PlotBars.Group("de", Map.of(0, bar(.8))),
                        new PlotBars.Group("fr", Map.of(0, bar(.4))),
                        new PlotBars.Group("xx", Map.of(0, bar(0)))),
                1);
        List<Double> widths = numbers(svg, "<rect[^>]* width=\"([\\d.]+)\"");
        assertThat(widths.get(0)).isPositive();
        assertThat(widths.get(1)).isCloseTo(widths.get(0) / 2, within(.01));
        assertThat(widths.get(2)).isZero();
        assertThat(svg).contains(">.800<", ">.400<", ">.000<");
    }

    @Test
    void aBarBelowZeroHasNoLengthButSaysItsValue() {
        String svg = PlotBars.svg("bars", List.of(new PlotBars.Group("", Map.of(0, bar(-.25)))), 1);
        assertThat(numbers(svg, "<rect[^>]* width=\"([\\d.]+)\"")).containsExactly(0.0);
        assertThat(svg).contains(">-.250<");
    }

    @Test
    void whiskersReachFromLowToHighOnTheScaleOfTheBars() {
        String svg =
                PlotBars.svg("bars", List.of(new PlotBars.Group("", Map.of(0, new PlotBars.Bar(.5, .25, .75)))), 1);
        double left = numbers(svg, "<rect[^>]* x=\"([\\d.]+)\"").get(0);
        double half = numbers(svg, "<rect[^>]* width=\"([\\d.]+)\"").get(0);
        assertThat(numbers(svg, "d=\"M([\\d.]+) ").get(0)).isCloseTo(left + half / 2, within(.02));
        assertThat(numbers(svg, "L([\\d.]+) ").get(0)).isCloseTo(left + half * 1.5, within(.02));
    }

    @Test
    void everyBarStaysInThePicture() {
        String svg = PlotBars.svg("bars", List.of(new PlotBars.Group("a long name of a group", Map.of(0, bar(1)))), 1);
        double end = numbers(svg, "<rect[^>]* x=\"([\\d.]+)\"").get(0)
                + numbers(svg, "<rect[^>]* width=\"([\\d.]+)\"").get(0);
        assertThat(end).isLessThan(PlotBars.WIDTH);
    }

    @Test
    void curvesRiseWithRecallAndSpreadTheFirstRanks() {
        assertThat(PlotCurves.y(1)).isEqualTo(PlotCurves.TOP);
        assertThat(PlotCurves.y(0)).isEqualTo(PlotCurves.HEIGHT - PlotCurves.BOTTOM);
        assertThat(PlotCurves.x(1, 100)).isEqualTo(PlotCurves.LEFT);
        assertThat(PlotCurves.x(10, 100))
                .as("ten is half way to a hundred")
                .isCloseTo((PlotCurves.LEFT + PlotCurves.WIDTH - PlotCurves.RIGHT) / 2, within(1e-9));
        String svg = PlotCurves.svg("curves", List.of(new double[0], new double[] {0, .5, 1}));
        assertThat(svg).doesNotContain("curve m0").contains("curve m1");
        assertThat(svg).contains("M" + PlotSvg.point(PlotCurves.x(1, 3), PlotCurves.y(0)));
        assertThat(svg).contains("L" + PlotSvg.point(PlotCurves.x(3, 3), PlotCurves.y(1)));
    }

    @Test
    void everySimilarityIsCountedInItsBin() {
        int[] counts = PlotHistogram.counts(new float[] {-1, -.99f, 0, .999f, 1, 1.0001f, Float.NaN});
        assertThat(counts[0]).isEqualTo(2);
        assertThat(counts[PlotHistogram.BINS / 2]).isEqualTo(1);
        assertThat(counts[PlotHistogram.BINS - 1]).isEqualTo(3);
        assertThat(PlotHistogram.range(List.of(counts))).containsExactly(0, PlotHistogram.BINS - 1);
    }

    @Test
    void rightAndWrongHaveEqualAreasHoweverManyTheyAre() {
        int[] few = new int[PlotHistogram.BINS];
        int[] many = new int[PlotHistogram.BINS];
        few[60] = 10;
        many[40] = 1000;
        String svg = PlotHistogram.svg("similarities", few, many, new int[] {40, 60});
        double base = PlotHistogram.HEIGHT - 20;
        List<Double> heights = new ArrayList<>();
        Matcher shapes = Pattern.compile("class=\"shape \\w+\" d=\"([^\"]+)\"").matcher(svg);
        while (shapes.find()) {
            heights.add(numbers(shapes.group(1), "[ML][\\d.]+ ([\\d.]+)").stream()
                    .mapToDouble(y -> base - y)
                    .max()
                    .orElseThrow());
        }
        assertThat(heights).hasSize(2);
        assertThat(heights.get(0)).isPositive().isCloseTo(heights.get(1), within(.01));
    }

    @Test
    void theMapShowsAPictureOnceThereIsRoomAndADotWhereThereIsNone() {
        String svg = PlotMap.svg(
                "map",
                List.of(
                        new PlotMap.Spot(1, 0, "image", "first", "a.png"),
                        new PlotMap.Spot(1.01, 0, "image", "too near", "b.png"),
                        new PlotMap.Spot(-1, 0, "image", "far", "b.png"),
                        new PlotMap.Spot(0, 1, "text", "words", "")),
                Map.of("a.png", "p0", "b.png", "p1"));
        assertThat(svg.split("<use ", -1)).hasSize(3);
        assertThat(svg.split("<circle ", -1)).hasSize(3);
        assertThat(svg).contains("dot text", "dot image", "<title>too near</title>");
        // The upper half of the map is above: the words are nearer to the top than the middle.
        assertThat(numbers(svg, "dot text\" cx=\"[\\d.]+\" cy=\"([\\d.]+)\"").get(0))
                .isLessThan(PlotMap.SIZE / 2);
    }

    @Test
    void whatIsNoNumberIsDrawnAtZero() {
        assertThat(PlotSvg.number(Double.NaN)).isEqualTo("0");
        assertThat(PlotSvg.number(1.5)).isEqualTo("1.5");
        assertThat(PlotSvg.number(-.004)).isEqualTo("0");
        assertThat(PlotSvg.number(2.999)).isEqualTo("3");
    }
}
