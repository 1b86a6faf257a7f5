package dev.triptych.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoolingConfigTest {
    private final Path file;

    PoolingConfigTest(@TempDir Path folder) {
        file = folder.resolve("config.json");
    }

    private PoolingConfig read(String json) throws IOException {
        Files.writeString(file, json.replace('\'', '"'));
        return PoolingConfig.read(file);
    }

    @Test
    void severalModesOfTheOldSpellingComeInTheLibrarysOrder() throws IOException {
        assertThat(read("{'pooling_mode_lasttoken':true,'pooling_mode_weightedmean_tokens':true,"
                                + "'pooling_mode_mean_sqrt_len_tokens':true,'pooling_mode_mean_tokens':true,"
                                + "'pooling_mode_max_tokens':true,'pooling_mode_cls_token':true}")
                        .modes())
                .containsExactly(
                        Pooling.CLS,
                        Pooling.MAX,
                        Pooling.MEAN,
                        Pooling.MEAN_SQRT_LEN,
                        Pooling.WEIGHTED_MEAN,
                        Pooling.LAST_TOKEN);
    }

    @Test
    void theNewSpellingIsOneNameOrAListWhoseOrderIsKept() throws IOException {
        assertThat(read("{'pooling_mode':'lasttoken'}").modes()).containsExactly(Pooling.LAST_TOKEN);
        assertThat(read("{'pooling_mode':['mean','cls','mean_sqrt_len_tokens','max','weightedmean']}")
                        .modes())
                .containsExactly(Pooling.MEAN, Pooling.CLS, Pooling.MEAN_SQRT_LEN, Pooling.MAX, Pooling.WEIGHTED_MEAN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'pooling_mode':['cls','mean','max']}",
                "{'pooling_mode':['mean','cls']}",
                "{'pooling_mode':['weightedmean','mean_sqrt_len_tokens','lasttoken'],'include_prompt':false}",
                "{'pooling_mode_cls_token':true,'pooling_mode_max_tokens':true}",
                "{'pooling_mode':'lasttoken'}"
            })
    void whatIsWrittenReadsTheSameInTheSameOrder(String json) throws IOException {
        PoolingConfig before = read(json);
        PoolingConfig after =
                read(before.write(new ObjectMapper().createObjectNode(), 8).toString());
        assertThat(after).isEqualTo(before);
    }

    @Test
    void withoutAnyModeTheMeanIsTaken() throws IOException {
        assertThat(read("{'pooling_mode_mean_tokens':false}").modes()).containsExactly(Pooling.MEAN);
    }

    @Test
    void thePromptCountsUnlessTheFileSaysNo() throws IOException {
        assertThat(read("{'pooling_mode':'mean'}").includePrompt()).isTrue();
        assertThat(read("{'pooling_mode':'mean','include_prompt':false}").includePrompt())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'pooling_mode':'median'}",
                "{'pooling_mode':[]}",
                "{'pooling_mode':[['mean']]}",
                "{'pooling_mode':3}",
                "{'pooling_mode_mean_tokens':'yes'}",
                "{'pooling_mode_median_tokens':true}"
            })
    void aModeThatIsUnknownIsRefusedWithTheFileAndTheField(String json) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(TriptychException.class)
                .hasMessageContainingAll(file.toString(), "pooling_mode", "found", "expected");
    }
}
