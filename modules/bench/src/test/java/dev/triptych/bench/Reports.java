package dev.triptych.bench;

import dev.triptych.nn.Precision;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Reports to print. */
final class Reports {
    private Reports() {}

    /** Two lines: 100 texts of 1,000 tokens and 50 GFLOP in 2, 1 and 4 seconds at a peak of 200; 10 pictures of unknown cost in 5. */
    static Report small(double load) {
        Map<Precision, Double> peaks = new EnumMap<>(Precision.class);
        peaks.put(Precision.FLOAT32, 200.0);
        Line texts = new Line(
                new Entry("triptych", "PyTorch", Precision.FLOAT32, "mini", new Work(Work.Kind.TEXTS, 100, 1000, 50e9)),
                new Timings(List.of(2.0, 1.0, 4.0)),
                OptionalDouble.of(1));
        Line pictures = new Line(
                new Entry("a < b & c", "x", Precision.BFLOAT16, "net", new Work(Work.Kind.PICTURES, 10, 0, 0)),
                new Timings(List.of(5.0)),
                OptionalDouble.empty());
        return new Report(
                new Conditions("Some CPU", 8, "Linux", "17", 4, 3, load),
                List.of("100 texts made with seed 1"),
                peaks,
                List.of(texts, pictures),
                List.of(new LeftOut("langchain4j", "it is not here")));
    }
}
