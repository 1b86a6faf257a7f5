package dev.triptych.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.triptych.nn.LengthBuckets;
import dev.triptych.space.ClosingContract;
import dev.triptych.space.Picture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Image towers can be closed and interrupted at any time. */
class ClosingGoldenTest extends ClosingContract {
    private static final Path GOLDENS = Path.of(System.getProperty("triptych.goldens", "../shared/goldens"));

    @Override
    protected List<Kind> kinds() {
        Picture picture = Picture.of("pattern", Samples.encode(Samples.pattern(70, 90), "png"));
        return Stream.of("vit", "dinov2", "open-clip", "mobilenet-v2")
                .map(name -> new Kind(name, 20_000, () -> {
                    ImageTower tower = open(name);
                    return new Open() {
                        @Override
                        public float[][] embed(int inputs) {
                            return LengthBuckets.vectors(
                                    tower.prepare(Collections.nCopies(inputs, picture)),
                                    tower.budget(),
                                    (scope, batch) -> tower.forward(scope, batch, false));
                        }

                        @Override
                        public void close() {
                            tower.close();
                        }
                    };
                }))
                .toList();
    }

    private static ImageTower open(String name) {
        Path folder = GOLDENS.resolve(name);
        assumeTrue(Files.isDirectory(folder), "skipped: no reference model at " + folder);
        return ImageTower.open(folder);
    }

    @Test
    void anInterruptedThreadEndsItsPictureAndDecodesNoOther() {
        byte[] png = Samples.encode(Samples.pattern(70, 90), "png");
        AtomicInteger read = new AtomicInteger();
        Picture picture = new Picture("pattern", () -> {
            if (read.incrementAndGet() == 3) {
                Thread.currentThread().interrupt();
            }
            return png;
        });
        try (ImageTower tower = open("vit")) {
            assertThatThrownBy(() -> tower.prepare(Collections.nCopies(9, picture)))
                    .isExactlyInstanceOf(CancellationException.class)
                    .hasMessageContaining("of 9 inputs");
            assertThat(read).hasValue(3);
        } finally {
            Thread.interrupted();
        }
    }
}
