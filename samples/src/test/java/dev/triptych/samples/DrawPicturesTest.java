package dev.triptych.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.space.Progress;
import dev.triptych.space.TriptychException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrawPicturesTest {
    private static final Pattern COMPOSITION = Pattern.compile(
            "(red|orange|yellow|green|turquoise|blue|purple|pink|brown|black) (?!background)([a-z]+?)s?\\b");

    private final Path folder;

    DrawPicturesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void captionsHaveTheShapeOfFlickr8kAndNameExistingPictures() throws IOException {
        DrawPictures.draw(folder, 60, 7, Progress.none());
        List<JsonNode> lines = captions(folder);
        assertThat(lines).hasSize(60);
        for (JsonNode line : lines) {
            assertThat(line.fieldNames()).toIterable().containsExactly("image", "file", "split", "captions");
            assertThat(line.get("split").asText()).isIn("train", "dev");
            assertThat(line.get("captions").fieldNames()).toIterable().containsExactly("en", "de", "fr", "es", "cs");
            Path picture = folder.resolve("images").resolve(line.get("file").asText());
            assertThat(ImageIO.read(picture.toFile()).getWidth()).isEqualTo(224);
        }
        assertThat(lines.stream().filter(line -> line.get("split").asText().equals("dev")))
                .hasSize(10);
    }

    @Test
    void noCompositionOfADevCaptionIsInATrainCaption() throws IOException {
        DrawPictures.draw(folder, 300, 7, Progress.none());
        Set<String> train = new HashSet<>();
        Set<String> dev = new HashSet<>();
        for (JsonNode line : captions(folder)) {
            Set<String> side = line.get("split").asText().equals("dev") ? dev : train;
            for (JsonNode caption : line.get("captions").get("en")) {
                Matcher match = COMPOSITION.matcher(caption.asText());
                while (match.find()) {
                    side.add(match.group(1) + " " + match.group(2));
                }
            }
        }
        assertThat(train).hasSizeGreaterThan(90);
        assertThat(dev).hasSizeGreaterThan(20).doesNotContainAnyElementsOf(train);
    }

    @Test
    void theSameSeedWritesTheSameFiles() throws IOException {
        Path once = folder.resolve("once");
        Path again = folder.resolve("again");
        DrawPictures.draw(once, 24, 3, Progress.none());
        DrawPictures.draw(again, 24, 3, Progress.none());
        assertThat(again.resolve("captions.jsonl.gz")).hasSameBinaryContentAs(once.resolve("captions.jsonl.gz"));
        for (Path picture : list(once.resolve("images"))) {
            assertThat(again.resolve("images").resolve(picture.getFileName())).hasSameBinaryContentAs(picture);
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("taken"), "a file");
        assertThatThrownBy(() -> DrawPictures.draw(file, 6, 1, Progress.none()))
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining("taken")
                .hasMessageContaining("OUT_DIR");
    }

    private static List<Path> list(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static List<JsonNode> captions(Path folder) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> lines = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(folder.resolve("captions.jsonl.gz"))),
                StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(json.readTree(line));
            }
        }
        return lines;
    }
}
