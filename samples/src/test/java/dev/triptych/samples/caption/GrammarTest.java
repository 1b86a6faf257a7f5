package dev.triptych.samples.caption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triptych.samples.draw.ChartKind;
import dev.triptych.samples.draw.Ground;
import dev.triptych.samples.draw.Hue;
import dev.triptych.samples.draw.Noun;
import dev.triptych.samples.draw.Place;
import dev.triptych.samples.draw.Scene;
import dev.triptych.samples.draw.Side;
import dev.triptych.samples.draw.Size;
import dev.triptych.samples.draw.Thing;
import org.junit.jupiter.api.Test;

class GrammarTest {
    private static final Thing STAR = new Thing(Noun.STAR, Hue.RED);
    private static final Thing HOUSE = new Thing(Noun.HOUSE, Hue.GREEN);
    private static final Thing FISH = new Thing(Noun.FISH, Hue.ORANGE);
    private static final Thing SUN = new Thing(Noun.SUN, Hue.BROWN);

    @Test
    void englishChoosesTheArticleByTheWordThatFollows() {
        assertThat(English.phrase(1, FISH, Size.MEDIUM)).isEqualTo("an orange fish");
        assertThat(English.phrase(1, FISH, Size.SMALL)).isEqualTo("a small orange fish");
        assertThat(English.phrase(5, FISH, Size.MEDIUM)).isEqualTo("five orange fish");
        assertThat(English.phrase(2, new Thing(Noun.BOX, Hue.BLUE), Size.MEDIUM))
                .isEqualTo("two blue boxes");
    }

    @Test
    void germanDeclinesArticleAdjectiveAndNounByGenderAndCase() {
        assertThat(German.phrase(1, STAR, Size.SMALL, German.Case.NOMINATIVE)).isEqualTo("ein kleiner roter Stern");
        assertThat(German.phrase(1, STAR, Size.SMALL, German.Case.ACCUSATIVE)).isEqualTo("einen kleinen roten Stern");
        assertThat(German.phrase(1, STAR, Size.SMALL, German.Case.DATIVE)).isEqualTo("einem kleinen roten Stern");
        assertThat(German.phrase(1, SUN, Size.MEDIUM, German.Case.DATIVE)).isEqualTo("einer braunen Sonne");
        assertThat(German.phrase(1, HOUSE, Size.LARGE, German.Case.ACCUSATIVE)).isEqualTo("ein großes grünes Haus");
        assertThat(German.phrase(3, HOUSE, Size.MEDIUM, German.Case.NOMINATIVE)).isEqualTo("drei grüne Häuser");
        assertThat(German.phrase(3, HOUSE, Size.MEDIUM, German.Case.DATIVE)).isEqualTo("drei grünen Häusern");
    }

    @Test
    void frenchAgreesExceptForColoursThatAreNamesOfThings() {
        assertThat(French.phrase(1, HOUSE, Size.SMALL)).isEqualTo("une petite maison verte");
        assertThat(French.phrase(4, HOUSE, Size.LARGE)).isEqualTo("quatre grandes maisons vertes");
        assertThat(French.phrase(2, FISH, Size.MEDIUM)).isEqualTo("deux poissons orange");
        assertThat(French.phrase(2, new Thing(Noun.BOAT, Hue.BROWN), Size.MEDIUM))
                .isEqualTo("deux bateaux marron");
    }

    @Test
    void frenchElidesDeBeforeUn() {
        Scene pair = new Scene.Pair(FISH, Side.LEFT_OF, STAR, Ground.WHITE);
        assertThat(new French().phrasings(pair)).contains("Un poisson orange à gauche d'une étoile rouge.");
    }

    @Test
    void spanishPutsAdjectivesBehindTheNounAndAgrees() {
        assertThat(Spanish.phrase(1, STAR, Size.SMALL)).isEqualTo("una estrella roja pequeña");
        assertThat(Spanish.phrase(3, FISH, Size.MEDIUM)).isEqualTo("tres peces naranjas");
        assertThat(Spanish.phrase(2, SUN, Size.MEDIUM)).isEqualTo("dos soles marrones");
    }

    @Test
    void czechCountsTwoToFourInThePluralAndFiveInTheGenitive() {
        assertThat(Czech.phrase(1, STAR, Size.SMALL)).isEqualTo("malá červená hvězda");
        assertThat(Czech.phrase(2, STAR, Size.MEDIUM)).isEqualTo("dvě červené hvězdy");
        assertThat(Czech.phrase(2, HOUSE, Size.MEDIUM)).isEqualTo("dva zelené domy");
        assertThat(Czech.phrase(4, SUN, Size.MEDIUM)).isEqualTo("čtyři hnědá slunce");
        assertThat(Czech.phrase(5, STAR, Size.MEDIUM)).isEqualTo("pět červených hvězd");
    }

    @Test
    void czechPrepositionsTakeTheirCases() {
        assertThat(new Czech().phrasings(new Scene.Pair(STAR, Side.LEFT_OF, HOUSE, Ground.WHITE)))
                .contains("Červená hvězda vlevo od zeleného domu.", "Kresba: zelený dům vpravo od červené hvězdy.");
        assertThat(new Czech().phrasings(new Scene.Pair(FISH, Side.BELOW, STAR, Ground.WHITE)))
                .contains("Oranžová ryba pod červenou hvězdou.", "Červená hvězda nad oranžovou rybou.");
    }

    @Test
    void aPairSeenFromTheOtherSideIsSaidWithTheOppositeRelation() {
        assertThat(new English().phrasings(new Scene.Pair(FISH, Side.ABOVE, STAR, Ground.GREY)))
                .contains("An orange fish above a red star.", "A red star below an orange fish.");
    }

    @Test
    void aPlaceIsSaidWhereThereIsOneAndNothingWhereNot() {
        assertThat(new German().phrasings(new Scene.Group(1, STAR, Size.MEDIUM, Place.LEFT, Ground.DARK_BLUE)))
                .contains("Ein roter Stern links im Bild vor dunkelblauem Hintergrund.");
        assertThat(new German().phrasings(new Scene.Group(2, STAR, Size.MEDIUM, Place.ANYWHERE, Ground.WHITE)))
                .contains("Zwei rote Sterne.", "Vor weißem Hintergrund sind zwei rote Sterne zu sehen.");
    }

    @Test
    void chartsSayTheirKindCountAndColour() {
        Scene bars = new Scene.Chart(ChartKind.BARS, 4, new Thing(Noun.BAR, Hue.ORANGE));
        assertThat(new English().phrasings(bars)).contains("An orange bar chart with four bars.");
        assertThat(new German().phrasings(bars)).contains("Ein Balkendiagramm mit vier orangefarbenen Balken.");
    }
}
