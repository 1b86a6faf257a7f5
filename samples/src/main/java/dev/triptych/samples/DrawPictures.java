package dev.triptych.samples;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.samples.caption.Captions;
import dev.triptych.samples.draw.Scene;
import dev.triptych.samples.draw.ScenePainter;
import dev.triptych.samples.draw.SceneSampler;
import dev.triptych.space.Progress;
import dev.triptych.space.TriptychException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;

/**
 * Draws a training task: pictures of things in colours, counts and places, with captions in five languages.
 *
 * <p>{@code DrawPictures OUT_DIR [--count 2000] [--seed 7]} writes {@code OUT_DIR/images/*.png} and
 * {@code OUT_DIR/captions.jsonl.gz} with one object a line: {@code image}, {@code file}, {@code split} and {@code captions}
 * (language to five sentences). One picture in six is {@code dev}, and shows only combinations of noun and colour that no
 * {@code train} picture shows.
 */
public final class DrawPictures {
    private static final int DEV_ONE_IN = 6;

    private DrawPictures() {}

    /** Runs the program; progress goes to standard error, and a bad argument ends it with a message and status 2. */
    public static void main(String[] arguments) {
        System.setProperty("java.awt.headless", "true");
        try {
            Arguments read = Arguments.read(List.of(arguments));
            draw(read.out(), read.count(), read.seed(), Progress.console());
        } catch (TriptychException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    /** Draws the task into a folder, which is made when it is not there; files of the same names are replaced. */
    public static void draw(Path out, int count, long seed, Progress progress) {
        SceneSampler train = new SceneSampler(seed, false);
        SceneSampler dev = new SceneSampler(seed + 1, true);
        List<Scene> scenes = IntStream.range(0, count)
                .mapToObj(i -> isDev(i) ? dev.next() : train.next())
                .toList();
        try (Progress.Task task = progress.start("drawing", count)) {
            Path images = Files.createDirectories(out.resolve("images"));
            IntStream.range(0, count).parallel().forEach(i -> {
                paint(scenes.get(i), seedOf(seed, i), images.resolve(file(i)));
                synchronized (task) {
                    task.advance(1);
                }
            });
            writeCaptions(out.resolve("captions.jsonl.gz"), scenes, seed);
        } catch (FileSystemException e) {
            throw new TriptychException(out.toString(), e.toString(), "a folder to write into", "name another OUT_DIR");
        } catch (IOException e) {
            throw new TriptychException(out + ": cannot write: " + e.getMessage(), e);
        }
    }

    private static void paint(Scene scene, long seed, Path file) {
        try {
            ImageIO.write(ScenePainter.paint(scene, seed), "png", file.toFile());
        } catch (IOException e) {
            throw new TriptychException(file + ": cannot write: " + e.getMessage(), e);
        }
    }

    private static void writeCaptions(Path file, List<Scene> scenes, long seed) throws IOException {
        ObjectMapper json = new ObjectMapper();
        try (BufferedWriter writer = new BufferedWriter(
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8))) {
            for (int i = 0; i < scenes.size(); i++) {
                Map<String, Object> line = new LinkedHashMap<>();
                line.put("image", name(i));
                line.put("file", file(i));
                line.put("split", isDev(i) ? "dev" : "train");
                line.put("captions", Captions.of(scenes.get(i), seedOf(seed, i)));
                writer.write(json.writeValueAsString(line));
                writer.write('\n');
            }
        }
    }

    private static boolean isDev(int i) {
        return i % DEV_ONE_IN == DEV_ONE_IN - 1;
    }

    private static String name(int i) {
        return String.format(java.util.Locale.ROOT, "drawn-%06d", i);
    }

    private static String file(int i) {
        return name(i) + ".png";
    }

    private static long seedOf(long seed, int i) {
        return seed * 1_000_003L + i;
    }

    /** What the command line says. */
    private record Arguments(Path out, int count, long seed) {
        private static final String USAGE = "usage: DrawPictures OUT_DIR [--count 2000] [--seed 7]";

        static Arguments read(List<String> words) {
            if (words.isEmpty() || words.size() % 2 == 0 || words.get(0).startsWith("-")) {
                throw new TriptychException(USAGE);
            }
            long count = 2000;
            long seed = 7;
            for (int i = 1; i < words.size(); i += 2) {
                long value = number(words.get(i), words.get(i + 1));
                switch (words.get(i)) {
                    case "--count" -> count = value;
                    case "--seed" -> seed = value;
                    default -> throw new TriptychException(USAGE);
                }
            }
            if (count < 1 || count > 50_000) {
                throw new TriptychException(
                        "--count", Long.toString(count), "1 to 50000", "there are not many more scenes");
            }
            return new Arguments(Path.of(words.get(0)), (int) count, seed);
        }

        private static long number(String option, String value) {
            try {
                return Long.parseLong(value);
            } catch (NumberFormatException e) {
                throw new TriptychException(option, "'" + value + "'", "a whole number", USAGE);
            }
        }
    }
}
