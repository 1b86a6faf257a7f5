package dev.triptych.data;

import dev.triptych.space.Code;
import dev.triptych.space.Content;
import dev.triptych.space.Modality;
import dev.triptych.space.Progress;
import dev.triptych.space.Text;
import dev.triptych.train.Pair;
import dev.triptych.train.PairSource;
import dev.triptych.train.Recipe;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;

/** A folder of small data files, and tasks over them. */
record Shelf(Path folder) {

    Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    Path gzip(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    Path picture(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
        return file;
    }

    /** The source of a task whose {@code data} is this piece of YAML (flow style). */
    PairSource open(Modality anchors, Modality positives, String data) throws IOException {
        String towers = Stream.of(anchors, positives)
                .distinct()
                .map(m -> m.id() + ": {from: " + m.id() + "}")
                .collect(Collectors.joining(", "));
        Path recipe = write(
                "recipe.yaml",
                "name: shelf\nspace: {width: 8}\ntowers: {" + towers + "}\ntasks:\n  task:\n    pair: [" + anchors.id()
                        + ", "
                        + positives.id() + "]\n    objective: infonce\n    batch: 4\n    data: " + data
                        + "\nstages: [{name: one, steps: 1, rates: {heads: 1}, tasks: {task: 1}}]\n");
        Recipe.TaskSpec task = Recipe.read(recipe).tasks().values().iterator().next();
        return TrainingData.open(task, folder.resolve("cache"), Progress.none());
    }

    PairSource texts(String data) throws IOException {
        return open(Modality.TEXT, Modality.TEXT, data);
    }

    static Pair draw(PairSource source, int index) {
        return source.draw(index, new SplittableRandom(index));
    }

    static String words(Content content) {
        return content instanceof Text text ? text.value() : content instanceof Code code ? code.source() : "";
    }

    static String drawn(PairSource source, int index) {
        Pair pair = draw(source, index);
        return words(pair.anchor()) + "|" + words(pair.positive());
    }
}
