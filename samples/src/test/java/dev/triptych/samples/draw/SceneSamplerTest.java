package dev.triptych.samples.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SceneSamplerTest {

    @Test
    void noHeldOutCompositionIsEverTrainedOnAndNoTrainedOneIsHeldOut() {
        Set<Thing> trained = things(scenes(new SceneSampler(7, false), 3000));
        Set<Thing> heldOut = things(scenes(new SceneSampler(7, true), 600));
        assertThat(heldOut).isNotEmpty().doesNotContainAnyElementsOf(trained);
        assertThat(trained).noneMatch(Thing::heldOut);
    }

    @Test
    void everyPartOfAHeldOutCompositionIsKnownFromTraining() {
        Set<Thing> trained = things(scenes(new SceneSampler(7, false), 3000));
        assertThat(trained.stream().map(Thing::noun).collect(Collectors.toSet()))
                .contains(Noun.values());
        assertThat(trained.stream().map(Thing::hue).collect(Collectors.toSet())).contains(Hue.values());
        for (Noun noun : Noun.values()) {
            assertThat(Stream.of(Hue.values()).filter(hue -> new Thing(noun, hue).heldOut()))
                    .as("%s held out", noun)
                    .hasSize(2);
        }
    }

    @Test
    void noSceneIsGivenTwice() {
        assertThat(scenes(new SceneSampler(2, true), 1000)).doesNotHaveDuplicates();
    }

    @Test
    void theSameSeedGivesTheSameScenes() {
        assertThat(scenes(new SceneSampler(5, false), 200))
                .isEqualTo(scenes(new SceneSampler(5, false), 200))
                .isNotEqualTo(scenes(new SceneSampler(6, false), 200));
    }

    @Test
    void nothingDarkStandsOnADarkGround() {
        assertThat(scenes(new SceneSampler(4, false), 2000)).allSatisfy(scene -> assertThat(scene.things())
                .allMatch(thing -> scene.ground().shows(thing.hue())));
    }

    private static List<Scene> scenes(SceneSampler sampler, int count) {
        return Stream.generate(sampler::next).limit(count).toList();
    }

    private static Set<Thing> things(List<Scene> scenes) {
        return scenes.stream().flatMap(scene -> scene.things().stream()).collect(Collectors.toSet());
    }
}
