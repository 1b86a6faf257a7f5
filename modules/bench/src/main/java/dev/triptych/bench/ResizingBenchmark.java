package dev.triptych.bench;

import dev.triptych.vision.Pixels;
import dev.triptych.vision.ResampleFilter;
import dev.triptych.vision.Resampler;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Pictures made smaller as Pillow's bicubic filter does it, to the grey level. */
@State(Scope.Benchmark)
public class ResizingBenchmark {
    private final Pixels picture = Pieces.picture();

    @Benchmark
    public Object resizing() {
        return Resampler.resize(picture, Pieces.TO, Pieces.TO, ResampleFilter.BICUBIC);
    }
}
