package dev.triptych.text;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.triptych.nn.LengthBuckets;
import dev.triptych.nn.Pooling;
import dev.triptych.nn.SequenceEncoder;
import dev.triptych.nn.Tower;
import dev.triptych.space.ClosingContract;
import dev.triptych.space.Text;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Text encoders and text towers can be closed and interrupted at any time. */
class ClosingGoldenTest extends ClosingContract {
    private static final Path GOLDENS = Path.of(System.getProperty("triptych.goldens", "../shared/goldens"));
    private static final SequenceEncoder.Options OPTIONS = new SequenceEncoder.Options(Pooling.MEAN, 32);

    @Override
    protected List<Kind> kinds() {
        return List.of(
                encoder("distilbert", 20_000),
                encoder("st-static", 1_000_000),
                tower("roberta", folder -> TextTower.open(folder, OPTIONS)),
                tower("clip", folder -> ClipTextTower.open(folder, 0)),
                tower("siglip", folder -> ClipTextTower.open(folder, 0)));
    }

    private static Path folder(String name) {
        Path folder = GOLDENS.resolve(name);
        assumeTrue(Files.isDirectory(folder), "skipped: no reference model at " + folder);
        return folder;
    }

    private static List<Text> texts(int n) {
        return IntStream.range(0, n)
                .mapToObj(i -> Text.of("Text number " + i % 100))
                .toList();
    }

    private static Kind encoder(String name, int many) {
        return new Kind(name, many, () -> {
            TextEncoder encoder = TextEncoder.open(folder(name), OPTIONS);
            return new Open() {
                @Override
                public float[][] embed(int inputs) {
                    return encoder.embed(texts(inputs)).vectors();
                }

                @Override
                public void close() {
                    encoder.close();
                }
            };
        });
    }

    private static Kind tower(String name, Function<Path, Tower> opener) {
        return new Kind(name, 20_000, () -> {
            Tower tower = opener.apply(folder(name));
            return new Open() {
                @Override
                public float[][] embed(int inputs) {
                    return LengthBuckets.vectors(
                            tower.prepare(texts(inputs)),
                            tower.budget(),
                            (scope, batch) -> tower.forward(scope, batch, false));
                }

                @Override
                public void close() {
                    tower.close();
                }
            };
        });
    }
}
