package dev.triptych.samples.draw;

import java.util.Arrays;

/** A noun in a colour: the composition that is either trained on or held out. */
public record Thing(Noun noun, Hue hue) {
    private static final int ONE_IN = 5;

    /**
     * Whether this combination is kept out of training.
     *
     * <p>One in five, laid out as a Latin square: each noun is seen in eight of the ten colours and each colour on four nouns
     * in five, so a held-out picture asks for a new combination of known parts and never for an unknown part.
     */
    public boolean heldOut() {
        int row = Arrays.asList(Noun.values()).indexOf(noun);
        int column = Arrays.asList(Hue.values()).indexOf(hue);
        return (row + 2 * column) % ONE_IN == 0;
    }
}
