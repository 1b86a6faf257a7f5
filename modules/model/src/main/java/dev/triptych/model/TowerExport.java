package dev.triptych.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.triptych.checkpoint.DType;
import dev.triptych.code.CodeTower;
import dev.triptych.nn.Kernels;
import dev.triptych.nn.LengthBuckets;
import dev.triptych.nn.Pooling;
import dev.triptych.nn.Prepared;
import dev.triptych.nn.SequenceEncoder;
import dev.triptych.nn.SequenceTower;
import dev.triptych.nn.Tower;
import dev.triptych.space.Code;
import dev.triptych.space.Content;
import dev.triptych.space.Modality;
import dev.triptych.space.Picture;
import dev.triptych.space.Text;
import dev.triptych.space.TriptychException;
import dev.triptych.text.TextTower;
import dev.triptych.vision.ImageTower;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Writes one tower with its way into the space as a sentence-transformers folder. Numbers are float32. Before the head is added, the
 * tower is opened again from what was written and has to answer as the model's own does.
 */
public final class TowerExport {
    /** Sums in another order differ by less. */
    private static final float TOLERANCE = 1e-5f;

    private static final int SIDE = 97;
    private static final SequenceEncoder.Options AS_WRITTEN = new SequenceEncoder.Options(Pooling.MEAN, 0);

    private TowerExport() {}

    /**
     * Exports a tower.
     *
     * @param out a folder that is empty or not there yet
     * @throws TriptychException if the model has no such tower, the folder is in use, or the copy answers differently
     */
    public static Exported write(ModelFolder folder, Modality modality, Path out) {
        EmptyFolder.require(out);
        try (TriModal model = folder.load()) {
            Tower tower = model.tower(modality);
            if (tower instanceof SequenceTower sequence) {
                sequence.encoder().saveWhole(out, DType.F32);
            } else {
                tower.save(out, DType.F32);
                asModule(out);
            }
            try (Tower copy = open(modality, out)) {
                compare(tower, copy, probes(modality), out);
            }
            return new Exported(out, new ExportedHead(model.heads(), modality).append(out));
        } catch (IOException e) {
            throw new TriptychException(out + ": the tower cannot be written: " + e.getMessage() + "; make room", e);
        }
    }

    private static Tower open(Modality modality, Path out) {
        return switch (modality) {
            case TEXT -> TextTower.open(out, AS_WRITTEN);
            case CODE -> new CodeTower(SequenceEncoder.open(out, AS_WRITTEN));
            case IMAGE -> ImageTower.open(out);
        };
    }

    /** A Hugging Face folder of an image encoder that sentence-transformers, from 6 on, runs as its Transformer. */
    private static void asModule(Path out) throws IOException {
        ObjectMapper json = new ObjectMapper();
        Path file = out.resolve("config.json");
        if (json.readTree(file.toFile()) instanceof ObjectNode config) {
            config.remove("torch_dtype");
            json.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), config.put("dtype", "float32"));
        }
        Files.writeString(
                out.resolve("sentence_bert_config.json"),
                """
                {
                  "transformer_task": "feature-extraction",
                  "modality_config": {"image": {"method": "forward", "method_output_name": "pooler_output"}},
                  "module_output_name": "sentence_embedding"
                }
                """);
        Files.writeString(
                out.resolve("modules.json"),
                """
                [
                  {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
                  {"idx": 1, "name": "1", "path": "1_Normalize", "type": "sentence_transformers.models.Normalize"}
                ]
                """);
    }

    private static List<Content> probes(Modality modality) throws IOException {
        return switch (modality) {
            case TEXT ->
                List.of(Text.of("Two dogs run along the beach."), Text.of("Öl, 東京 and naïve café"), Text.of(""));
            case CODE -> List.of(Code.java("int readTwice(String fileName) { return open(fileName).read() * 2; }"));
            case IMAGE -> List.of(Picture.of("probe.png", picture()));
        };
    }

    private static byte[] picture() throws IOException {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                image.setRGB(x, y, ((x * x + 3 * y) * 2654435) >>> 8);
            }
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return png.toByteArray();
    }

    private static void compare(Tower tower, Tower copy, List<Content> probes, Path out) throws IOException {
        float[] expected = answers(tower, probes);
        float[] found = answers(copy, probes);
        float worst = expected.length == found.length ? 0 : Float.POSITIVE_INFINITY;
        for (int i = 0; i < Math.min(expected.length, found.length); i++) {
            worst = Math.max(worst, Math.abs(expected[i] - found[i]));
        }
        if (!(worst <= TOLERANCE)) {
            throw new TriptychException(
                    out.toString(),
                    "answers that differ by " + worst + " from the model's own",
                    "at most " + TOLERANCE,
                    "do not use this folder; please report it with the name of the model");
        }
    }

    private static float[] answers(Tower tower, List<Content> contents) {
        List<Prepared> prepared = tower.prepare(contents);
        try (var scope = Kernels.get().newManager()) {
            return LengthBuckets.forward(tower, scope, prepared, false).toFloatArray();
        }
    }
}
