package dev.triptych.code;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.triptych.nn.LengthBuckets;
import dev.triptych.nn.Pooling;
import dev.triptych.nn.SequenceEncoder;
import dev.triptych.space.ClosingContract;
import dev.triptych.space.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

/** The code tower can be closed and interrupted at any time. */
class ClosingGoldenTest extends ClosingContract {
    private static final Path FOLDER =
            Path.of(System.getProperty("triptych.goldens", "../shared/goldens"), "modernbert");

    @Override
    protected List<Kind> kinds() {
        return List.of(new Kind("modernbert", 5_000, () -> {
            assumeTrue(Files.isDirectory(FOLDER), "skipped: no reference model at " + FOLDER);
            CodeTower tower =
                    new CodeTower(SequenceEncoder.open(FOLDER, new SequenceEncoder.Options(Pooling.MEAN, 32)));
            return new Open() {
                @Override
                public float[][] embed(int inputs) {
                    List<Code> code = Collections.nCopies(inputs, Code.java("int one() { return 1; }"));
                    return LengthBuckets.vectors(
                            tower.prepare(code), tower.budget(), (scope, batch) -> tower.forward(scope, batch, false));
                }

                @Override
                public void close() {
                    tower.close();
                }
            };
        }));
    }
}
