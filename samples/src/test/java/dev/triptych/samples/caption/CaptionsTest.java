package dev.triptych.samples.caption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triptych.samples.draw.Scene;
import dev.triptych.samples.draw.SceneSampler;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CaptionsTest {

    @Test
    void everySceneHasFiveDifferentSentencesInEachLanguage() {
        SceneSampler scenes = new SceneSampler(11, false);
        for (int i = 0; i < 500; i++) {
            Scene scene = scenes.next();
            Map<String, List<String>> captions = Captions.of(scene, i);
            assertThat(captions.keySet()).as("%s", scene).containsExactly("en", "de", "fr", "es", "cs");
            captions.forEach((language, sentences) -> assertThat(sentences)
                    .as("%s of %s", language, scene)
                    .hasSize(5)
                    .doesNotHaveDuplicates()
                    .allSatisfy(sentence -> assertThat(sentence)
                            .matches("\\p{Lu}.*[^ ]\\.")
                            .doesNotContain("  ")
                            .doesNotContain(" .")));
        }
    }

    @Test
    void theSameSeedGivesTheSameCaptionsAndAnotherSeedOthers() {
        Scene scene = new SceneSampler(3, false).next();
        assertThat(Captions.of(scene, 5)).isEqualTo(Captions.of(scene, 5)).isNotEqualTo(Captions.of(scene, 6));
    }
}
