package dev.triptych.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JmhListTest {
    @Test
    void everyPieceHasABenchmarkThatJmhFindsByItsName() throws IOException {
        try (InputStream in = JmhListTest.class.getResourceAsStream("/META-INF/BenchmarkList")) {
            assertThat(in).isNotNull();
            String list = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(list)
                    .contains("TokenizingBenchmark", "PoolingBenchmark", "ResizingBenchmark")
                    .contains("tokenizing", "pooling", "resizing");
        }
    }
}
