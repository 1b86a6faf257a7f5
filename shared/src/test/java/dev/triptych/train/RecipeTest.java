package dev.triptych.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipeTest {
    private static final String GOOD =
            """
            name: small
            space: {width: 8, hidden: 16}
            towers:
              text: {from: text}
              code: {from: code}
            tasks:
              pairs: {pair: [text, code], objective: infonce, batch: 4, data: {kind: code, pairs: p.jsonl}}
            stages:
              - {name: all, steps: 3, rates: {heads: 1.0e-3}, tasks: {pairs: 1}}
            """;

    @TempDir
    private Path dir;

    private Recipe read(String yaml) throws IOException {
        return Recipe.read(Files.writeString(dir.resolve("recipe.yaml"), yaml));
    }

    private void refused(String yaml, String... parts) {
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(TriptychException.class)
                .hasMessageContainingAll("recipe.yaml")
                .hasMessageContainingAll(parts);
    }

    @Test
    void aRecipeIsReadAsItIsWritten() throws IOException {
        Recipe recipe = read(GOOD);
        assertThat(recipe.name()).isEqualTo("small");
        assertThat(recipe.stages()).singleElement().satisfies(stage -> {
            assertThat(stage.steps()).isEqualTo(3);
            assertThat(stage.rate("heads")).isEqualTo(1e-3);
            assertThat(stage.rate("text")).isZero();
        });
    }

    @Test
    void anUnknownKeyIsNamedWithTheNearestOne() {
        refused(GOOD.replace("seed: 1", "") + "sead: 3\n", "sead", "unknown key", "did you mean 'seed'?");
        refused(GOOD.replace("steps: 3", "steps: 3, warmpu: 2"), "stages[0].warmpu", "did you mean 'warmup'?");
    }

    @Test
    void aMissingKeyIsNamedWithTheMisspeltOneThatIsThere() {
        refused(GOOD.replace("name: small", "nam: small"), "name", "is 'nam' meant to be 'name'?");
        refused(GOOD.replace("batch: 4", "bacth: 4"), "batch", "is 'bacth' meant to be 'batch'?");
    }

    @Test
    void aTaskThatIsNotThereAndAGroupThatIsNotThereAreNamed() {
        refused(GOOD.replace("tasks: {pairs: 1}", "tasks: {others: 1}"), "others", "unknown task", "pairs");
        refused(GOOD.replace("heads: 1.0e-3", "haeds: 1.0e-3"), "haeds", "unknown group");
    }

    @Test
    void aNumberThatIsNoneAndAFileThatIsNoMappingAreNamed() {
        refused(GOOD.replace("steps: 3", "steps: many"), "steps", "'many'");
        refused("- a\n- b\n", "mapping");
        refused("name: [", "recipe.yaml");
    }
}
