package dev.triptych.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.triptych.space.Picture;
import dev.triptych.space.Progress;
import dev.triptych.space.TriptychException;
import dev.triptych.vision.ImageTower;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Scalar;
import org.opencv.imgcodecs.Imgcodecs;

/** Trainings over pictures of which some have a good header and no more. */
class BrokenPicturesGoldenTest {
    private static final Path GOLDENS = Path.of(System.getProperty("triptych.goldens", "../shared/goldens"))
            .toAbsolutePath()
            .normalize();
    private static final int PICTURES = 24;
    private static final int BROKEN = 4;

    @TempDir
    private Path folder = Path.of("");

    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void requireTowers() {
        assumeTrue(Files.isDirectory(GOLDENS.resolve("bert")), "skipped: no small model folders at " + GOLDENS);
    }

    private static byte[] picture(String format, int seed) throws IOException {
        BufferedImage image = new BufferedImage(48, 40, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(seed);
        for (int i = 0; i < 48 * 40; i++) {
            image.setRGB(i % 48, i / 48, random.nextInt());
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }

    private static byte[] webp() {
        try (ImageTower loadsOpenCv = ImageTower.open(GOLDENS.resolve("mobilenet-v2"))) {
            loadsOpenCv.prepare(List.of(Picture.of(GOLDENS.resolve("images/image0.png"))));
        }
        Mat grey = new Mat(40, 48, CvType.CV_8UC3, new Scalar(90, 120, 60));
        MatOfByte bytes = new MatOfByte();
        Imgcodecs.imencode(".webp", grey, bytes);
        return bytes.toArray();
    }

    /** The first two thirds: the header and some pixels. */
    private static byte[] cut(byte[] whole) {
        return Arrays.copyOf(whole, whole.length * 2 / 3);
    }

    /** A PNG whose container is whole and whose compressed pixels are not. */
    private static byte[] scrambled(byte[] png) {
        byte[] bytes = png.clone();
        Arrays.fill(bytes, bytes.length / 3, bytes.length / 2, (byte) 0x55);
        return bytes;
    }

    private Path run(String out, String maxBad, boolean resume) throws IOException {
        StringBuilder captions = new StringBuilder();
        for (int i = 0; i < PICTURES; i++) {
            String name = i + ".bin";
            byte[] bytes =
                    switch (i) {
                        case 3 -> cut(picture("png", i));
                        case 8 -> cut(picture("jpg", i));
                        case 13 -> cut(webp());
                        case 18 -> scrambled(picture("png", i));
                        default -> picture(i % 2 == 0 ? "png" : "jpg", i);
                    };
            Files.write(folder.resolve(name), bytes);
            captions.append("{\"file\": \"" + name + "\", \"split\": \"train\", \"captions\": {\"en\": [\"picture " + i
                    + "\"]}}\n");
        }
        Files.writeString(folder.resolve("captions.jsonl"), captions);
        Path recipe = Files.writeString(
                folder.resolve("recipe.yaml"),
                """
                name: broken
                seed: 2
                space: {width: 32, hidden: 16}
                towers:
                  text: {from: GOLDENS/bert}
                  image: {from: GOLDENS/mobilenet-v2}
                tasks:
                  pictures:
                    pair: [text, image]
                    objective: clip
                    batch: 6
                    data: {kind: captions, captions: captions.jsonl, images: ., split: train, languages: {en: 1}MAX}
                stages:
                  - {name: frozen, steps: 4, rates: {heads: 1e-3}, tasks: {pictures: 1}}
                  - {name: all, steps: 4, rates: {image: 1e-4, heads: 1e-3}, tasks: {pictures: 1}}
                checkpoint_every: 2
                """
                        .replace("GOLDENS", GOLDENS.toString())
                        .replace("MAX", maxBad));
        Path to = folder.resolve(out);
        TrainingRun.Outcome outcome = TrainingRun.train(recipe, to, resume, Progress.none(), told::add);
        assertThat(outcome.finished()).isTrue();
        return to;
    }

    @Test
    void theyAreLeftOutCountedAndToldAndTheRunGoesOn() throws IOException {
        Path out = run("out", ", max_bad: 20%", false);
        assertThat(told)
                .anyMatch(line -> line.startsWith("pictures: left out " + BROKEN + " pairs") && line.contains(".bin"));
        assertThat(Files.readAllLines(out.resolve("metrics.jsonl"))).hasSize(8);
        assertThat(ModelFolder.open(out.resolve("model")).verify()).isEmpty();
        assertThat(out.resolve("features")).doesNotExist();
        Path again = run("again", ", max_bad: 20%", false);
        assertThat(Files.mismatch(
                        out.resolve("checkpoint/weights.safetensors"), again.resolve("checkpoint/weights.safetensors")))
                .isEqualTo(-1);
    }

    @Test
    void moreOfThemThanMayBeEndTheRunWithTheirNamesAndTheLimit() {
        assertThatThrownBy(() -> run("out", "", false))
                .isInstanceOf(TriptychException.class)
                .hasMessageContainingAll("task pictures", "pairs of 24", ".bin", "at most 1.00% (max_bad)");
    }
}
