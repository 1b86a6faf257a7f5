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

/**
 * Czech: three genders, the genitive and the instrumental after the prepositions of place, and the genitive plural from five on.
 *
 * <p>All masculine nouns here are inanimate and all adjectives hard, which the endings rely on.
 */
final class Czech implements Language {

    /** The forms of one thing that captions need. */
    enum Case {
        NOMINATIVE,
        GENITIVE,
        INSTRUMENTAL
    }

    /** Gender; nominative, genitive and instrumental singular; nominative and genitive plural. */
    private static final Table<Noun> NOUNS = Table.of(
            Noun.class,
            6,
            """
            CIRCLE | m | kruh | kruhu | kruhem | kruhy | kruhů
            SQUARE | m | čtverec | čtverce | čtvercem | čtverce | čtverců
            TRIANGLE | m | trojúhelník | trojúhelníku | trojúhelníkem | trojúhelníky | trojúhelníků
            STAR | f | hvězda | hvězdy | hvězdou | hvězdy | hvězd
            HEART | n | srdce | srdce | srdcem | srdce | srdcí
            MOON | m | měsíc | měsíce | měsícem | měsíce | měsíců
            CLOUD | m | mrak | mraku | mrakem | mraky | mraků
            SUN | n | slunce | slunce | sluncem | slunce | sluncí
            TREE | m | strom | stromu | stromem | stromy | stromů
            FLOWER | f | květina | květiny | květinou | květiny | květin
            HOUSE | m | dům | domu | domem | domy | domů
            CAR | n | auto | auta | autem | auta | aut
            BOAT | f | loďka | loďky | loďkou | loďky | loděk
            FISH | f | ryba | ryby | rybou | ryby | ryb
            BALLOON | m | balónek | balónku | balónkem | balónky | balónků
            UMBRELLA | m | deštník | deštníku | deštníkem | deštníky | deštníků
            CUP | m | hrnek | hrnku | hrnkem | hrnky | hrnků
            BAR | m | sloupec | sloupce | sloupcem | sloupce | sloupců
            SLICE | m | dílek | dílku | dílkem | dílky | dílků
            LINE | f | čára | čáry | čárou | čáry | čar
            BOX | m | rámeček | rámečku | rámečkem | rámečky | rámečků
            """);

    /** The stem before the hard endings. */
    private static final Table<Hue> HUES = Table.of(
            Hue.class,
            1,
            """
            RED | červen
            ORANGE | oranžov
            YELLOW | žlut
            GREEN | zelen
            TURQUOISE | tyrkysov
            BLUE | modr
            PURPLE | fialov
            PINK | růžov
            BROWN | hněd
            BLACK | čern
            """);

    @Override
    public String code() {
        return "cs";
    }

    @Override
    public List<String> phrasings(Scene scene) {
        String on = "na " + ground(scene.ground()) + " pozadí";
        if (scene instanceof Scene.Group group) {
            String what = phrase(group.count(), group.thing(), group.size());
            String where = place(group.place());
            String is = is(group.count());
            return List.of(
                    sentence(what + " " + where + " " + on),
                    sentence(what + " " + where),
                    sentence("na obrázku " + is + " " + where + " " + what),
                    sentence("kresba: " + what + " " + on),
                    sentence(on + " " + is + " " + where + " " + what),
                    sentence("tady " + is + " " + what + " " + where));
        } else if (scene instanceof Scene.Pair pair) {
            String first = one(pair.first(), Case.NOMINATIVE);
            String second = one(pair.second(), Case.NOMINATIVE);
            Side side = pair.side();
            String there = first + " " + beside(side, pair.second());
            String back = second + " " + beside(side.opposite(), pair.first());
            return List.of(
                    sentence(there),
                    sentence(back),
                    sentence(on + " je " + there),
                    sentence(end(side) + " je " + first + ", " + end(side.opposite()) + " je " + second),
                    sentence("na obrázku je " + first + " a " + second + " " + on),
                    sentence("kresba: " + back));
        } else if (scene instanceof Scene.Gathering gathering) {
            String a = one(gathering.things().get(0), Case.NOMINATIVE);
            String b = one(gathering.things().get(1), Case.NOMINATIVE);
            String c = one(gathering.things().get(2), Case.NOMINATIVE);
            return List.of(
                    sentence(a + ", " + b + " a " + c),
                    sentence("na obrázku je " + b + ", " + c + " a " + a),
                    sentence("jsou tu tři věci: " + c + ", " + a + " a " + b),
                    sentence("kresba: " + a + ", " + c + " a " + b),
                    sentence(b + ", " + a + " a " + c + " " + on),
                    sentence(on + " je " + c + ", " + b + " a " + a));
        }
        return chart((Scene.Chart) scene);
    }

    private static List<String> chart(Scene.Chart chart) {
        String parts = phrase(chart.count(), chart.thing(), Size.MEDIUM);
        String is = is(chart.count());
        return switch (chart.kind()) {
            case BARS ->
                all(
                        "sloupcový graf: " + parts,
                        "v grafu " + is + " " + parts,
                        parts + " ve sloupcovém grafu",
                        "sloupcový graf, ve kterém " + is + " " + parts,
                        "na obrázku " + is + " " + parts + " v grafu");
            case PIE ->
                all(
                        "koláčový graf: " + parts,
                        "v koláčovém grafu " + is + " " + parts,
                        parts + " v kruhovém grafu",
                        "kruhový graf, ve kterém " + is + " " + parts,
                        "na obrázku " + is + " " + parts + " v koláčovém grafu");
            case RISING_LINE ->
                all(
                        "čárový graf: " + parts + " stoupá",
                        parts + " v grafu stoupá",
                        "v grafu roste " + parts,
                        "graf růstu: " + parts,
                        parts + " jde nahoru");
            case FALLING_LINE ->
                all(
                        "čárový graf: " + parts + " klesá",
                        parts + " v grafu klesá",
                        "v grafu padá " + parts,
                        "graf poklesu: " + parts,
                        parts + " jde dolů");
            case FLOW ->
                all(
                        "diagram: " + parts + " a šipky",
                        parts + " a mezi nimi šipky",
                        "ve schématu " + is + " " + parts + " a šipky",
                        "schéma se šipkami: " + parts,
                        "vývojový diagram: " + parts);
        };
    }

    private static List<String> all(String... words) {
        return java.util.Arrays.stream(words).map(Language::sentence).toList();
    }

    /** In the nominative: {@code malá červená hvězda}, {@code dvě červené hvězdy}, {@code pět červených hvězd}. */
    static String phrase(int count, Thing thing, Size size) {
        char gender = NOUNS.get(thing.noun(), 0).charAt(0);
        String ending = count == 1 ? ending(gender, Case.NOMINATIVE) : count >= 5 ? "ých" : gender == 'n' ? "á" : "é";
        String measure =
                switch (size) {
                    case SMALL -> "mal" + ending + " ";
                    case LARGE -> "velk" + ending + " ";
                    case MEDIUM -> "";
                };
        String adjectives = measure + HUES.get(thing.hue(), 0) + ending + " ";
        int form = count == 1 ? 1 : count >= 5 ? 5 : 4;
        return number(count, gender) + adjectives + NOUNS.get(thing.noun(), form);
    }

    /** One thing in a case, without a number. */
    static String one(Thing thing, Case form) {
        char gender = NOUNS.get(thing.noun(), 0).charAt(0);
        int cell =
                switch (form) {
                    case NOMINATIVE -> 1;
                    case GENITIVE -> 2;
                    case INSTRUMENTAL -> 3;
                };
        return HUES.get(thing.hue(), 0) + ending(gender, form) + " " + NOUNS.get(thing.noun(), cell);
    }

    private static String ending(char gender, Case form) {
        return switch (form) {
            case NOMINATIVE -> gender == 'm' ? "ý" : gender == 'f' ? "á" : "é";
            case GENITIVE -> gender == 'f' ? "é" : "ého";
            case INSTRUMENTAL -> gender == 'f' ? "ou" : "ým";
        };
    }

    private static String number(int count, char gender) {
        return switch (count) {
            case 1 -> "";
            case 2 -> gender == 'm' ? "dva " : "dvě ";
            case 3 -> "tři ";
            case 4 -> "čtyři ";
            default -> "pět ";
        };
    }

    /** Two to four take the plural; five and more are a quantity, and singular. */
    private static String is(int count) {
        return count >= 2 && count <= 4 ? "jsou" : "je";
    }

    private static String beside(Side side, Thing other) {
        return switch (side) {
            case LEFT_OF -> "vlevo od " + one(other, Case.GENITIVE);
            case RIGHT_OF -> "vpravo od " + one(other, Case.GENITIVE);
            case ABOVE -> "nad " + one(other, Case.INSTRUMENTAL);
            case BELOW -> "pod " + one(other, Case.INSTRUMENTAL);
        };
    }

    private static String ground(Ground ground) {
        return switch (ground) {
            case WHITE -> "bílém";
            case GREY -> "šedém";
            case LIGHT_BLUE -> "světle modrém";
            case LIGHT_YELLOW -> "světle žlutém";
            case LIGHT_GREEN -> "světle zeleném";
            case DARK_BLUE -> "tmavě modrém";
        };
    }

    private static String place(Place place) {
        return switch (place) {
            case LEFT -> "vlevo";
            case RIGHT -> "vpravo";
            case TOP -> "nahoře";
            case BOTTOM -> "dole";
            case MIDDLE -> "uprostřed";
            case ANYWHERE -> "";
        };
    }

    private static String end(Side side) {
        return switch (side) {
            case LEFT_OF -> "vlevo";
            case RIGHT_OF -> "vpravo";
            case ABOVE -> "nahoře";
            case BELOW -> "dole";
        };
    }
}
