package dev.triptych.samples.caption;

import dev.triptych.samples.draw.Scene;
import java.util.List;

/** One language's grammar of scenes. */
interface Language {

    /** Its ISO 639-1 code. */
    String code();

    /** All the ways this language knows to say what a scene shows, at least five. */
    List<String> phrasings(Scene scene);

    /** The first letter in upper case, a full stop at the end. */
    static String sentence(String words) {
        String one = words.replaceAll(" +", " ").replace(" ,", ",").strip();
        return Character.toUpperCase(one.charAt(0)) + one.substring(1) + ".";
    }
}
