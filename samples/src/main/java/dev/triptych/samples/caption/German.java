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

/** German: three genders, and the mixed and strong endings of adjectives in three cases. */
final class German implements Language {
    private static final List<String> NUMBERS = List.of("", "ein", "zwei", "drei", "vier", "fünf");

    /** The cases that captions need. */
    enum Case {
        NOMINATIVE,
        ACCUSATIVE,
        DATIVE
    }

    /** Gender, singular, plural, dative plural. */
    private static final Table<Noun> NOUNS = Table.of(
            Noun.class,
            4,
            """
            CIRCLE | m | Kreis | Kreise | Kreisen
            SQUARE | n | Quadrat | Quadrate | Quadraten
            TRIANGLE | n | Dreieck | Dreiecke | Dreiecken
            STAR | m | Stern | Sterne | Sternen
            HEART | n | Herz | Herzen | Herzen
            MOON | m | Mond | Monde | Monden
            CLOUD | f | Wolke | Wolken | Wolken
            SUN | f | Sonne | Sonnen | Sonnen
            TREE | m | Baum | Bäume | Bäumen
            FLOWER | f | Blume | Blumen | Blumen
            HOUSE | n | Haus | Häuser | Häusern
            CAR | n | Auto | Autos | Autos
            BOAT | n | Boot | Boote | Booten
            FISH | m | Fisch | Fische | Fischen
            BALLOON | m | Luftballon | Luftballons | Luftballons
            UMBRELLA | m | Regenschirm | Regenschirme | Regenschirmen
            CUP | f | Tasse | Tassen | Tassen
            BAR | m | Balken | Balken | Balken
            SLICE | n | Stück | Stücke | Stücken
            LINE | f | Linie | Linien | Linien
            BOX | m | Kasten | Kästen | Kästen
            """);

    private static final Table<Hue> HUES = Table.of(
            Hue.class,
            1,
            """
            RED | rot
            ORANGE | orangefarben
            YELLOW | gelb
            GREEN | grün
            TURQUOISE | türkisfarben
            BLUE | blau
            PURPLE | violett
            PINK | rosafarben
            BROWN | braun
            BLACK | schwarz
            """);

    @Override
    public String code() {
        return "de";
    }

    @Override
    public List<String> phrasings(Scene scene) {
        String before = "vor " + ground(scene.ground()) + " Hintergrund";
        if (scene instanceof Scene.Group group) {
            String nominative = phrase(group.count(), group.thing(), group.size(), Case.NOMINATIVE);
            String accusative = phrase(group.count(), group.thing(), group.size(), Case.ACCUSATIVE);
            String dative = phrase(group.count(), group.thing(), group.size(), Case.DATIVE);
            String where = place(group.place());
            String is = group.count() == 1 ? "ist" : "sind";
            return List.of(
                    sentence(nominative + " " + where + " " + before),
                    sentence(nominative + " " + where),
                    sentence("ein Bild mit " + dative + " " + where),
                    sentence("hier sieht man " + accusative + " " + where),
                    sentence("die Zeichnung zeigt " + accusative + " " + before),
                    sentence(before + " " + is + " " + where + " " + nominative + " zu sehen"),
                    sentence("eine Zeichnung mit " + dative + " " + where));
        } else if (scene instanceof Scene.Pair pair) {
            Side side = pair.side();
            return List.of(
                    sentence(nominative(pair.first()) + " " + side(side) + " " + dative(pair.second())),
                    sentence(nominative(pair.second()) + " " + side(side.opposite()) + " " + dative(pair.first())),
                    sentence(before + " ist " + nominative(pair.first()) + " " + side(side) + " "
                            + dative(pair.second())),
                    sentence(end(side) + " ist " + nominative(pair.first()) + ", " + end(side.opposite()) + " "
                            + nominative(pair.second())),
                    sentence("ein Bild mit " + dative(pair.first()) + " und " + dative(pair.second()) + " " + before),
                    sentence("die Zeichnung zeigt " + accusative(pair.second()) + " " + side(side.opposite()) + " "
                            + dative(pair.first())));
        } else if (scene instanceof Scene.Gathering gathering) {
            Thing a = gathering.things().get(0);
            Thing b = gathering.things().get(1);
            Thing c = gathering.things().get(2);
            return List.of(
                    sentence(nominative(a) + ", " + nominative(b) + " und " + nominative(c)),
                    sentence("ein Bild mit " + dative(b) + ", " + dative(c) + " und " + dative(a)),
                    sentence("man sieht drei Dinge: " + accusative(c) + ", " + accusative(a) + " und " + accusative(b)),
                    sentence("die Zeichnung zeigt " + accusative(a) + ", " + accusative(c) + " und " + accusative(b)),
                    sentence(nominative(b) + ", " + nominative(a) + " und " + nominative(c) + " " + before),
                    sentence(before + " sieht man " + accusative(c) + ", " + accusative(b) + " und " + accusative(a)));
        }
        return chart((Scene.Chart) scene);
    }

    private static List<String> chart(Scene.Chart chart) {
        Thing part = chart.thing();
        int count = chart.count();
        String nominative = phrase(count, part, Size.MEDIUM, Case.NOMINATIVE);
        String accusative = phrase(count, part, Size.MEDIUM, Case.ACCUSATIVE);
        String dative = phrase(count, part, Size.MEDIUM, Case.DATIVE);
        String stem = HUES.get(part.hue(), 0);
        return switch (chart.kind()) {
            case BARS ->
                all(
                        "ein Balkendiagramm mit " + dative,
                        "ein Diagramm, das " + accusative + " zeigt",
                        nominative + " in einem Balkendiagramm",
                        "ein " + stem + "es Balkendiagramm mit " + NUMBERS.get(count) + " Balken",
                        "ein Schaubild mit " + dative);
            case PIE ->
                all(
                        "ein Kreisdiagramm mit " + dative,
                        "ein Tortendiagramm aus " + dative,
                        nominative + " in einem Kreisdiagramm",
                        "ein " + stem + "es Tortendiagramm mit " + NUMBERS.get(count) + " Stücken",
                        "ein rundes Diagramm mit " + dative);
            case RISING_LINE ->
                all(
                        "ein Liniendiagramm mit einer steigenden " + stem + "en Linie",
                        "ein Diagramm, in dem " + nominative + " ansteigt",
                        nominative + ", die steigt",
                        "eine " + stem + "e Kurve geht nach oben",
                        "das Diagramm zeigt Wachstum mit " + dative);
            case FALLING_LINE ->
                all(
                        "ein Liniendiagramm mit einer fallenden " + stem + "en Linie",
                        "ein Diagramm, in dem " + nominative + " abfällt",
                        nominative + ", die fällt",
                        "eine " + stem + "e Kurve geht nach unten",
                        "das Diagramm zeigt Rückgang mit " + dative);
            case FLOW ->
                all(
                        "ein Diagramm aus " + dative + " mit Pfeilen",
                        nominative + ", durch Pfeile verbunden",
                        "ein Ablaufdiagramm mit " + dative,
                        "Pfeile verbinden " + accusative,
                        "ein Flussdiagramm aus " + dative);
        };
    }

    private static List<String> all(String... words) {
        return java.util.Arrays.stream(words).map(Language::sentence).toList();
    }

    private static String nominative(Thing thing) {
        return phrase(1, thing, Size.MEDIUM, Case.NOMINATIVE);
    }

    private static String accusative(Thing thing) {
        return phrase(1, thing, Size.MEDIUM, Case.ACCUSATIVE);
    }

    private static String dative(Thing thing) {
        return phrase(1, thing, Size.MEDIUM, Case.DATIVE);
    }

    /** {@code ein kleiner roter Stern}, {@code einen kleinen roten Stern}, {@code drei rote Sterne}, {@code drei roten Sternen}. */
    static String phrase(int count, Thing thing, Size size, Case form) {
        char gender = NOUNS.get(thing.noun(), 0).charAt(0);
        String ending = count == 1 ? ending(gender, form) : form == Case.DATIVE ? "en" : "e";
        String measure =
                switch (size) {
                    case SMALL -> "klein" + ending + " ";
                    case LARGE -> "groß" + ending + " ";
                    case MEDIUM -> "";
                };
        String adjectives = measure + HUES.get(thing.hue(), 0) + ending + " ";
        if (count == 1) {
            return article(gender, form) + " " + adjectives + NOUNS.get(thing.noun(), 1);
        }
        return NUMBERS.get(count) + " " + adjectives + NOUNS.get(thing.noun(), form == Case.DATIVE ? 3 : 2);
    }

    private static String article(char gender, Case form) {
        return switch (form) {
            case NOMINATIVE -> gender == 'f' ? "eine" : "ein";
            case ACCUSATIVE -> gender == 'f' ? "eine" : gender == 'm' ? "einen" : "ein";
            case DATIVE -> gender == 'f' ? "einer" : "einem";
        };
    }

    private static String ending(char gender, Case form) {
        return switch (form) {
            case NOMINATIVE -> gender == 'm' ? "er" : gender == 'f' ? "e" : "es";
            case ACCUSATIVE -> gender == 'm' ? "en" : gender == 'f' ? "e" : "es";
            case DATIVE -> "en";
        };
    }

    private static String ground(Ground ground) {
        return switch (ground) {
            case WHITE -> "weißem";
            case GREY -> "grauem";
            case LIGHT_BLUE -> "hellblauem";
            case LIGHT_YELLOW -> "hellgelbem";
            case LIGHT_GREEN -> "hellgrünem";
            case DARK_BLUE -> "dunkelblauem";
        };
    }

    private static String place(Place place) {
        return switch (place) {
            case LEFT -> "links im Bild";
            case RIGHT -> "rechts im Bild";
            case TOP -> "oben im Bild";
            case BOTTOM -> "unten im Bild";
            case MIDDLE -> "in der Mitte des Bildes";
            case ANYWHERE -> "";
        };
    }

    private static String side(Side side) {
        return switch (side) {
            case LEFT_OF -> "links von";
            case RIGHT_OF -> "rechts von";
            case ABOVE -> "über";
            case BELOW -> "unter";
        };
    }

    private static String end(Side side) {
        return switch (side) {
            case LEFT_OF -> "links";
            case RIGHT_OF -> "rechts";
            case ABOVE -> "oben";
            case BELOW -> "unten";
        };
    }
}
