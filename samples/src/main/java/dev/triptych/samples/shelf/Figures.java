package dev.triptych.samples.shelf;

import dev.triptych.samples.draw.ChartKind;
import dev.triptych.samples.draw.Figure;
import dev.triptych.samples.draw.Hue;
import dev.triptych.samples.draw.ScenePainter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The twelve charts and diagrams with words; some of them stand in the documents too. */
final class Figures {
    private Figures() {}

    static List<ShelfPicture> all() {
        return List.of(
                chart(
                        "chart-1.png",
                        "A bar chart of meteors per night in four months, highest in December.",
                        "Ein Balkendiagramm der Meteore pro Nacht in vier Monaten, am höchsten im Dezember.",
                        figure(
                                ChartKind.BARS,
                                Hue.TURQUOISE,
                                "Meteors per night",
                                "Oct 18",
                                "Nov 27",
                                "Dec 41",
                                "Jan 15")),
                chart(
                        "chart-2.png",
                        "A bar chart of the loaves sold on each day of the week.",
                        "Ein Balkendiagramm der an jedem Wochentag verkauften Brote.",
                        figure(
                                ChartKind.BARS,
                                Hue.BROWN,
                                "Loaves sold",
                                "Tue 120",
                                "Wed 95",
                                "Thu 110",
                                "Fri 160",
                                "Sat 240")),
                chart(
                        "chart-3.png",
                        "A bar chart of boats in the harbour, most in July.",
                        "Ein Balkendiagramm der Boote im Hafen, die meisten im Juli.",
                        figure(
                                ChartKind.BARS,
                                Hue.BLUE,
                                "Boats in the harbour",
                                "May 32",
                                "Jun 51",
                                "Jul 88",
                                "Aug 79",
                                "Sep 40")),
                chart(
                        "chart-4.png",
                        "A line chart: the water gets warmer from March to August.",
                        "Ein Liniendiagramm: Das Wasser wird von März bis August wärmer.",
                        figure(
                                ChartKind.RISING_LINE,
                                Hue.RED,
                                "Water temperature",
                                "Mar 5",
                                "Apr 7",
                                "May 10",
                                "Jun 13",
                                "Jul 16",
                                "Aug 18")),
                chart(
                        "chart-5.png",
                        "A line chart: fewer and fewer letters are sent each year.",
                        "Ein Liniendiagramm: Jedes Jahr werden weniger Briefe verschickt.",
                        figure(
                                ChartKind.FALLING_LINE,
                                Hue.BROWN,
                                "Letters sent",
                                "2019 90",
                                "2020 74",
                                "2021 61",
                                "2022 45",
                                "2023 30")),
                chart(
                        "chart-6.png",
                        "A line chart with a green line: more visitors every year.",
                        "Ein Liniendiagramm mit einer grünen Linie: jedes Jahr mehr Besucher.",
                        figure(
                                ChartKind.RISING_LINE,
                                Hue.GREEN,
                                "Visitors",
                                "2019 210",
                                "2020 260",
                                "2021 370",
                                "2022 480",
                                "2023 640")),
                chart(
                        "chart-7.png",
                        "A pie chart of the harbour's income, the berths the largest slice.",
                        "Ein Kreisdiagramm der Einnahmen des Hafens, die Liegeplätze das größte Stück.",
                        figure(
                                ChartKind.PIE,
                                Hue.BLUE,
                                "Harbour income",
                                "Berths 46",
                                "Fuel 24",
                                "Fish 18",
                                "Crane 12")),
                chart(
                        "chart-8.png",
                        "An orange pie chart of the bakery's energy: oven, light and shop.",
                        "Ein orangefarbenes Kreisdiagramm der Energie der Bäckerei: Ofen, Licht und Laden.",
                        figure(ChartKind.PIE, Hue.ORANGE, "Energy of the bakery", "Oven 68", "Shop 20", "Light 12")),
                flow(
                        "diagram-1.png",
                        "A diagram of four boxes with arrows: how bread is made, from mixing to baking.",
                        "Ein Diagramm aus vier Kästen mit Pfeilen: wie Brot entsteht, vom Mischen bis zum Backen.",
                        figure(
                                ChartKind.FLOW,
                                Hue.ORANGE,
                                "From flour to bread",
                                "mix 1",
                                "rest 1",
                                "shape 1",
                                "bake 1")),
                flow(
                        "diagram-2.png",
                        "A diagram with red boxes: what to do when somebody falls into the water.",
                        "Ein Diagramm mit roten Kästen: was zu tun ist, wenn jemand ins Wasser fällt.",
                        figure(
                                ChartKind.FLOW,
                                Hue.RED,
                                "Person in the water",
                                "shout 1",
                                "throw 1",
                                "point 1",
                                "call 1")),
                flow(
                        "diagram-3.png",
                        "A diagram with blue boxes: a file is read, sent, and sent again when it fails.",
                        "Ein Diagramm mit blauen Kästen: Eine Datei wird gelesen, gesendet und bei Fehlern noch einmal gesendet.",
                        figure(ChartKind.FLOW, Hue.BLUE, "Upload", "read 1", "send 1", "wait 1", "retry 1")),
                flow(
                        "diagram-4.png",
                        "A diagram with purple boxes: the steps of a night at the telescope.",
                        "Ein Diagramm mit violetten Kästen: die Schritte einer Nacht am Teleskop.",
                        figure(
                                ChartKind.FLOW,
                                Hue.PURPLE,
                                "A night at the telescope",
                                "open 1",
                                "point 1",
                                "expose 1",
                                "save 1")));
    }

    private static Figure figure(ChartKind kind, Hue hue, String title, String... labelled) {
        List<String> labels = Arrays.stream(labelled)
                .map(cell -> cell.substring(0, cell.lastIndexOf(' ')))
                .toList();
        List<Double> values = Arrays.stream(labelled)
                .map(cell -> Double.valueOf(cell.substring(cell.lastIndexOf(' ') + 1)))
                .toList();
        return new Figure(kind, title, labels, values, hue);
    }

    private static ShelfPicture chart(String file, String english, String german, Figure figure) {
        return picture(file, english, german, figure, 360, 270);
    }

    private static ShelfPicture flow(String file, String english, String german, Figure figure) {
        return picture(file, english, german, figure, 400, 200);
    }

    private static ShelfPicture picture(
            String file, String english, String german, Figure figure, int width, int height) {
        return new ShelfPicture(
                file,
                Map.of("en", List.of(english), "de", List.of(german)),
                () -> ScenePainter.paint(figure, width, height));
    }
}
