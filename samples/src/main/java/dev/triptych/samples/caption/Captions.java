package dev.triptych.samples.caption;

import dev.triptych.samples.draw.Scene;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Captions of a scene by language code: English, German, French, Spanish and Czech. */
public final class Captions {
    /** As many as Flickr8k has for each picture. */
    public static final int PER_LANGUAGE = 5;

    private static final List<Language> LANGUAGES =
            List.of(new English(), new German(), new French(), new Spanish(), new Czech());

    private Captions() {}

    /** Five different captions in each language; the seed chooses among the phrasings and their order. */
    public static Map<String, List<String>> of(Scene scene, long seed) {
        Random random = new Random(seed);
        Map<String, List<String>> captions = new LinkedHashMap<>();
        for (Language language : LANGUAGES) {
            List<String> all = new ArrayList<>(language.phrasings(scene));
            Collections.shuffle(all, random);
            captions.put(language.code(), List.copyOf(all.subList(0, PER_LANGUAGE)));
        }
        return captions;
    }
}
