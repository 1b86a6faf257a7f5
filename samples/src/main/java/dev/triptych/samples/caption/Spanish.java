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

/** Spanish: two genders; adjectives behind the noun, in its gender and number where they have one. */
final class Spanish implements Language {
    private static final List<String> NUMBERS = List.of("", "un", "dos", "tres", "cuatro", "cinco");

    /** Gender, singular, plural. */
    private static final Table<Noun> NOUNS = Table.of(
            Noun.class,
            3,
            """
            CIRCLE | m | círculo | círculos
            SQUARE | m | cuadrado | cuadrados
            TRIANGLE | m | triángulo | triángulos
            STAR | f | estrella | estrellas
            HEART | m | corazón | corazones
            MOON | f | luna | lunas
            CLOUD | f | nube | nubes
            SUN | m | sol | soles
            TREE | m | árbol | árboles
            FLOWER | f | flor | flores
            HOUSE | f | casa | casas
            CAR | m | coche | coches
            BOAT | m | barco | barcos
            FISH | m | pez | peces
            BALLOON | m | globo | globos
            UMBRELLA | m | paraguas | paraguas
            CUP | f | taza | tazas
            BAR | f | barra | barras
            SLICE | f | porción | porciones
            LINE | f | línea | líneas
            BOX | f | caja | cajas
            """);

    /** Masculine and feminine singular, masculine and feminine plural. */
    private static final Table<Hue> HUES = Table.of(
            Hue.class,
            4,
            """
            RED | rojo | roja | rojos | rojas
            ORANGE | naranja | naranja | naranjas | naranjas
            YELLOW | amarillo | amarilla | amarillos | amarillas
            GREEN | verde | verde | verdes | verdes
            TURQUOISE | turquesa | turquesa | turquesa | turquesa
            BLUE | azul | azul | azules | azules
            PURPLE | morado | morada | morados | moradas
            PINK | rosa | rosa | rosas | rosas
            BROWN | marrón | marrón | marrones | marrones
            BLACK | negro | negra | negros | negras
            """);

    @Override
    public String code() {
        return "es";
    }

    @Override
    public List<String> phrasings(Scene scene) {
        String on = "sobre fondo " + ground(scene.ground());
        if (scene instanceof Scene.Group group) {
            String what = phrase(group.count(), group.thing(), group.size());
            String where = place(group.place());
            return List.of(
                    sentence(what + " " + where + " " + on),
                    sentence(what + " " + where),
                    sentence("una imagen con " + what + " " + where),
                    sentence("hay " + what + " " + where),
                    sentence("el dibujo muestra " + what + " " + on),
                    sentence(on + " se ve" + (group.count() > 1 ? "n " : " ") + what + " " + where),
                    sentence("un dibujo con " + what + " " + where));
        } else if (scene instanceof Scene.Pair pair) {
            String first = one(pair.first());
            String second = one(pair.second());
            String side = side(pair.side());
            String opposite = side(pair.side().opposite());
            return List.of(
                    sentence(first + " " + side + " de " + second),
                    sentence(second + " " + opposite + " de " + first),
                    sentence(first + " " + side + " de " + second + " " + on),
                    sentence("hay " + first + " " + end(pair.side()) + " y " + second + " "
                            + end(pair.side().opposite())),
                    sentence("una imagen con " + first + " y " + second + " " + on),
                    sentence("el dibujo muestra " + second + " " + opposite + " de " + first));
        } else if (scene instanceof Scene.Gathering gathering) {
            String a = one(gathering.things().get(0));
            String b = one(gathering.things().get(1));
            String c = one(gathering.things().get(2));
            return List.of(
                    sentence(a + ", " + b + " y " + c),
                    sentence("una imagen con " + b + ", " + c + " y " + a),
                    sentence("se ven tres cosas: " + c + ", " + a + " y " + b),
                    sentence("el dibujo muestra " + a + ", " + c + " y " + b),
                    sentence(b + ", " + a + " y " + c + " " + on),
                    sentence(on + " hay " + c + ", " + b + " y " + a));
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
                        "un gráfico de barras con " + parts,
                        "un diagrama que muestra " + parts,
                        parts + " en un gráfico",
                        "un gráfico " + masculine + " con " + count + " barras",
                        "un diagrama de barras con " + parts);
            case PIE ->
                all(
                        "un gráfico circular con " + parts,
                        "un gráfico de tarta dividido en " + parts,
                        parts + " en un gráfico circular",
                        "un gráfico circular " + masculine + " con " + count + " porciones",
                        "un gráfico redondo con " + parts);
            case RISING_LINE ->
                all(
                        "un gráfico con " + parts + " que sube",
                        parts + " que sube",
                        "una curva " + feminine + " sube",
                        "un gráfico de crecimiento con " + parts,
                        "el gráfico muestra " + parts + " ascendente");
            case FALLING_LINE ->
                all(
                        "un gráfico con " + parts + " que baja",
                        parts + " que baja",
                        "una curva " + feminine + " baja",
                        "un gráfico de descenso con " + parts,
                        "el gráfico muestra " + parts + " descendente");
            case FLOW ->
                all(
                        "un diagrama con " + parts + " unidas por flechas",
                        parts + " con flechas entre ellas",
                        "un diagrama de flujo con " + parts,
                        "unas flechas unen " + parts,
                        "un esquema de " + parts + " y flechas");
        };
    }

    private static List<String> all(String... words) {
        return java.util.Arrays.stream(words).map(Language::sentence).toList();
    }

    private static String one(Thing thing) {
        return phrase(1, thing, Size.MEDIUM);
    }

    /** {@code una estrella roja pequeña}, {@code tres estrellas rojas}. */
    static String phrase(int count, Thing thing, Size size) {
        boolean feminine = NOUNS.get(thing.noun(), 0).equals("f");
        boolean many = count > 1;
        String measure =
                switch (size) {
                    case SMALL -> " pequeñ" + (feminine ? "a" : "o") + (many ? "s" : "");
                    case LARGE -> " grande" + (many ? "s" : "");
                    case MEDIUM -> "";
                };
        String number = many ? NUMBERS.get(count) : feminine ? "una" : "un";
        return number + " " + NOUNS.get(thing.noun(), many ? 2 : 1) + " "
                + HUES.get(thing.hue(), (many ? 2 : 0) + (feminine ? 1 : 0)) + measure;
    }

    private static String ground(Ground ground) {
        return switch (ground) {
            case WHITE -> "blanco";
            case GREY -> "gris";
            case LIGHT_BLUE -> "azul claro";
            case LIGHT_YELLOW -> "amarillo claro";
            case LIGHT_GREEN -> "verde claro";
            case DARK_BLUE -> "azul oscuro";
        };
    }

    private static String place(Place place) {
        return switch (place) {
            case LEFT -> "a la izquierda";
            case RIGHT -> "a la derecha";
            case TOP -> "arriba";
            case BOTTOM -> "abajo";
            case MIDDLE -> "en el centro";
            case ANYWHERE -> "";
        };
    }

    private static String side(Side side) {
        return switch (side) {
            case LEFT_OF -> "a la izquierda";
            case RIGHT_OF -> "a la derecha";
            case ABOVE -> "encima";
            case BELOW -> "debajo";
        };
    }

    private static String end(Side side) {
        return switch (side) {
            case LEFT_OF -> "a la izquierda";
            case RIGHT_OF -> "a la derecha";
            case ABOVE -> "arriba";
            case BELOW -> "abajo";
        };
    }
}
