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

/** French: two genders, colours that agree and colours that do not (orange, marron, turquoise), and the elision of de. */
final class French implements Language {
    private static final List<String> NUMBERS = List.of("", "un", "deux", "trois", "quatre", "cinq");

    /** Gender, singular, plural. */
    private static final Table<Noun> NOUNS = Table.of(
            Noun.class,
            3,
            """
            CIRCLE | m | cercle | cercles
            SQUARE | m | carré | carrés
            TRIANGLE | m | triangle | triangles
            STAR | f | étoile | étoiles
            HEART | m | cœur | cœurs
            MOON | f | lune | lunes
            CLOUD | m | nuage | nuages
            SUN | m | soleil | soleils
            TREE | m | arbre | arbres
            FLOWER | f | fleur | fleurs
            HOUSE | f | maison | maisons
            CAR | f | voiture | voitures
            BOAT | m | bateau | bateaux
            FISH | m | poisson | poissons
            BALLOON | m | ballon | ballons
            UMBRELLA | m | parapluie | parapluies
            CUP | f | tasse | tasses
            BAR | f | barre | barres
            SLICE | f | part | parts
            LINE | f | ligne | lignes
            BOX | f | boîte | boîtes
            """);

    /** Masculine and feminine singular, masculine and feminine plural. */
    private static final Table<Hue> HUES = Table.of(
            Hue.class,
            4,
            """
            RED | rouge | rouge | rouges | rouges
            ORANGE | orange | orange | orange | orange
            YELLOW | jaune | jaune | jaunes | jaunes
            GREEN | vert | verte | verts | vertes
            TURQUOISE | turquoise | turquoise | turquoise | turquoise
            BLUE | bleu | bleue | bleus | bleues
            PURPLE | violet | violette | violets | violettes
            PINK | rose | rose | roses | roses
            BROWN | marron | marron | marron | marron
            BLACK | noir | noire | noirs | noires
            """);

    @Override
    public String code() {
        return "fr";
    }

    @Override
    public List<String> phrasings(Scene scene) {
        String on = "sur fond " + ground(scene.ground());
        if (scene instanceof Scene.Group group) {
            String what = phrase(group.count(), group.thing(), group.size());
            String where = place(group.place());
            return List.of(
                    sentence(what + " " + where + " " + on),
                    sentence(what + " " + where),
                    sentence("une image avec " + what + " " + where),
                    sentence("il y a " + what + " " + where),
                    sentence("le dessin montre " + what + " " + on),
                    sentence(on + ", on voit " + what + " " + where),
                    sentence("un dessin avec " + what + " " + where));
        } else if (scene instanceof Scene.Pair pair) {
            String first = one(pair.first());
            String second = one(pair.second());
            String side = side(pair.side());
            String opposite = side(pair.side().opposite());
            return List.of(
                    sentence(first + " " + side + " " + of(second)),
                    sentence(second + " " + opposite + " " + of(first)),
                    sentence(first + " " + side + " " + of(second) + " " + on),
                    sentence("il y a " + first + " " + end(pair.side()) + " et " + second + " "
                            + end(pair.side().opposite())),
                    sentence("une image avec " + first + " et " + second + " " + on),
                    sentence("le dessin montre " + second + " " + opposite + " " + of(first)));
        } else if (scene instanceof Scene.Gathering gathering) {
            String a = one(gathering.things().get(0));
            String b = one(gathering.things().get(1));
            String c = one(gathering.things().get(2));
            return List.of(
                    sentence(a + ", " + b + " et " + c),
                    sentence("une image avec " + b + ", " + c + " et " + a),
                    sentence("on voit trois choses : " + c + ", " + a + " et " + b),
                    sentence("le dessin montre " + a + ", " + c + " et " + b),
                    sentence(b + ", " + a + " et " + c + " " + on),
                    sentence(on + ", il y a " + c + ", " + b + " et " + a));
        }
        return chart((Scene.Chart) scene);
    }

    private static List<String> chart(Scene.Chart chart) {
        String parts = phrase(chart.count(), chart.thing(), Size.MEDIUM);
        String feminine = HUES.get(chart.thing().hue(), 1);
        String masculine = HUES.get(chart.thing().hue(), 0);
        String count = NUMBERS.get(chart.count());
        return switch (chart.kind()) {
            case BARS ->
                all(
                        "un diagramme en barres avec " + parts,
                        "un graphique qui montre " + parts,
                        parts + " dans un diagramme",
                        "un graphique " + masculine + " avec " + count + " barres",
                        "un histogramme avec " + parts);
            case PIE ->
                all(
                        "un diagramme circulaire avec " + parts,
                        "un camembert coupé en " + parts,
                        parts + " dans un camembert",
                        "un camembert " + masculine + " avec " + count + " parts",
                        "un graphique rond avec " + parts);
            case RISING_LINE ->
                all(
                        "un graphique avec " + parts + " qui monte",
                        parts + " qui monte",
                        "une courbe " + feminine + " monte",
                        "un graphique de croissance avec " + parts,
                        "le graphique montre " + parts + " qui grimpe");
            case FALLING_LINE ->
                all(
                        "un graphique avec " + parts + " qui descend",
                        parts + " qui descend",
                        "une courbe " + feminine + " descend",
                        "un graphique de baisse avec " + parts,
                        "le graphique montre " + parts + " qui tombe");
            case FLOW ->
                all(
                        "un schéma avec " + parts + " reliées par des flèches",
                        parts + " avec des flèches entre elles",
                        "un organigramme avec " + parts,
                        "des flèches relient " + parts,
                        "un diagramme de " + parts + " et de flèches");
        };
    }

    private static List<String> all(String... words) {
        return java.util.Arrays.stream(words).map(Language::sentence).toList();
    }

    private static String one(Thing thing) {
        return phrase(1, thing, Size.MEDIUM);
    }

    /** {@code une petite étoile verte}, {@code trois étoiles vertes}. */
    static String phrase(int count, Thing thing, Size size) {
        boolean feminine = NOUNS.get(thing.noun(), 0).equals("f");
        boolean many = count > 1;
        String measure =
                switch (size) {
                    case SMALL -> "petit";
                    case LARGE -> "grand";
                    case MEDIUM -> "";
                };
        if (!measure.isEmpty()) {
            measure += (feminine ? "e" : "") + (many ? "s " : " ");
        }
        String number = many ? NUMBERS.get(count) : feminine ? "une" : "un";
        return number + " " + measure + NOUNS.get(thing.noun(), many ? 2 : 1) + " "
                + HUES.get(thing.hue(), (many ? 2 : 0) + (feminine ? 1 : 0));
    }

    /** The elision: de and un make d'un. */
    private static String of(String phrase) {
        return "d'" + phrase;
    }

    private static String ground(Ground ground) {
        return switch (ground) {
            case WHITE -> "blanc";
            case GREY -> "gris";
            case LIGHT_BLUE -> "bleu clair";
            case LIGHT_YELLOW -> "jaune clair";
            case LIGHT_GREEN -> "vert clair";
            case DARK_BLUE -> "bleu foncé";
        };
    }

    private static String place(Place place) {
        return switch (place) {
            case LEFT -> "à gauche";
            case RIGHT -> "à droite";
            case TOP -> "en haut";
            case BOTTOM -> "en bas";
            case MIDDLE -> "au milieu";
            case ANYWHERE -> "";
        };
    }

    private static String side(Side side) {
        return switch (side) {
            case LEFT_OF -> "à gauche";
            case RIGHT_OF -> "à droite";
            case ABOVE -> "au-dessus";
            case BELOW -> "au-dessous";
        };
    }

    private static String end(Side side) {
        return switch (side) {
            case LEFT_OF -> "à gauche";
            case RIGHT_OF -> "à droite";
            case ABOVE -> "en haut";
            case BELOW -> "en bas";
        };
    }
}
