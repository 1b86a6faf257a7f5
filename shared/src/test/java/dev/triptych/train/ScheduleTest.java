package dev.triptych.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
    @ParameterizedTest
    @CsvSource({"COSINE, cosine", "LINEAR, linear", "CONSTANT, constant_with_warmup"})
    void factorsAreThoseOfTransformers(Schedule.Shape shape, String theirs) throws IOException {
        JsonNode expected;
        try (InputStream in = ScheduleTest.class.getResourceAsStream("reference-schedules.json")) {
            expected = new ObjectMapper().readTree(in).get(theirs);
        }
        assertThat(expected.size()).isEqualTo(10);
        Schedule schedule = new Schedule(shape, 3, expected.size());
        for (int step = 0; step < expected.size(); step++) {
            assertThat(schedule.factor(step))
                    .as("step %d", step)
                    .isCloseTo(expected.get(step).doubleValue(), within(1e-9));
        }
    }
}
