package dev.triptych.model;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.triptych.space.ClosingContract;
import dev.triptych.space.Code;
import dev.triptych.space.Content;
import dev.triptych.space.Modality;
import dev.triptych.space.Picture;
import dev.triptych.space.Text;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;

/** Models of several towers can be closed and interrupted at any time. */
class ClosingGoldenTest extends ClosingContract {
    private static final Path GOLDENS = Path.of(System.getProperty("triptych.goldens", "../../../shared/goldens"))
            .toAbsolutePath()
            .normalize();

    @TempDir
    private static Path temp;

    @Override
    protected List<Kind> kinds() {
        return List.of(
                new Kind("clip", 20_000, () -> {
                    DualEncoder encoder = DualEncoder.open(folder("clip"));
                    return open(
                            n -> encoder.embedTexts(IntStream.range(0, n)
                                    .mapToObj(i -> Text.of("Text number " + i % 100))
                                    .toList()),
                            encoder::close);
                }),
                new Kind("siglip", 20_000, () -> {
                    DualEncoder encoder = DualEncoder.open(folder("siglip"));
                    Picture picture = Picture.of(folder("images").resolve("image1.png"));
                    return open(
                            n -> encoder.embedPictures(
                                    IntStream.range(0, n).mapToObj(i -> picture).toList()),
                            encoder::close);
                }),
                new Kind("whole", 6_000, () -> {
                    Triptych space = Triptych.load(model());
                    return open(n -> space.embed(mixed(n)).vectors(), space::close);
                }));
    }

    private static Path folder(String name) {
        Path folder = GOLDENS.resolve(name);
        assumeTrue(Files.isDirectory(folder), "skipped: no reference model at " + folder);
        return folder;
    }

    private static Path model() {
        Path model = temp.resolve("whole");
        if (!Files.exists(model)) {
            FolderImport.write(
                    Map.of(
                            Modality.TEXT, folder("st-classic"),
                            Modality.CODE, folder("st-classic"),
                            Modality.IMAGE, folder("vit")),
                    "m",
                    model);
        }
        return model;
    }

    private static List<Content> mixed(int n) {
        Picture picture = Picture.of(folder("images").resolve("image1.png"));
        return IntStream.range(0, n)
                .mapToObj(i -> switch (i % 3) {
                    case 0 -> Text.of("Text number " + i % 100);
                    case 1 -> picture;
                    default -> Code.java("int one() { return 1; }");
                })
                .map(c -> (Content) c)
                .toList();
    }

    private static Open open(IntFunction<float[][]> embed, Runnable close) {
        return new Open() {
            @Override
            public float[][] embed(int inputs) {
                return embed.apply(inputs);
            }

            @Override
            public void close() {
                close.run();
            }
        };
    }
}
