package dev.triptych.code;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MinedSplitTest {
    @TempDir
    private Path folder = Path.of("");

    private MinedSplit split(List<MinedPair> pairs, double share, int most) throws IOException {
        Path mined = folder.resolve("mined.jsonl.gz");
        ObjectMapper json = new ObjectMapper();
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(mined))) {
            for (MinedPair pair : pairs) {
                out.write((json.writeValueAsString(pair) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        return MinedSplit.write(mined, share, most, folder.resolve("train"), folder.resolve("held"));
    }

    private static List<MinedPair> pairs(int files) {
        List<MinedPair> pairs = new ArrayList<>();
        for (int i = 0; i < 5 * files; i++) {
            pairs.add(new MinedPair(
                    "lib", "F" + i / 5 + ".java", i, "m" + i, "F", "Says what " + i + " is.", "int m" + i));
        }
        return pairs;
    }

    private List<MinedPair> read(String name) throws IOException {
        List<MinedPair> pairs = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve(name))) {
            pairs.add(new ObjectMapper().readValue(line, MinedPair.class));
        }
        return pairs;
    }

    @Test
    void noFileIsOnBothSidesAndNothingIsLost() throws IOException {
        MinedSplit split = split(pairs(40), 0.2, 1000);
        assertThat(split).isEqualTo(new MinedSplit(160, 40, 0));
        Set<String> held = read("held").stream().map(MinedPair::file).collect(Collectors.toSet());
        assertThat(held).hasSize(8);
        assertThat(read("train")).hasSize(160).noneMatch(pair -> held.contains(pair.file()));
    }

    @Test
    void noMoreAreHeldOutThanMayBe() throws IOException {
        assertThat(split(pairs(40), 0.9, 12).heldOut()).isEqualTo(10);
    }

    @Test
    void sentencesAndMethodsThatAreHeldOutAreNotTrainedOn() throws IOException {
        split(pairs(40), 0.2, 40);
        MinedPair asked = read("held").get(0);
        MinedPair told = read("train").get(0);
        List<MinedPair> pairs = pairs(40);
        pairs.add(new MinedPair(
                "lib", told.file(), 999, "again", "F", asked.query().toUpperCase(Locale.ROOT), "int x"));
        pairs.add(new MinedPair("lib", told.file(), 998, "same", "F", "Another sentence altogether.", asked.code()));
        MinedSplit split = split(pairs, 0.2, 40);
        assertThat(split.repeated()).isEqualTo(2);
        assertThat(read("train")).extracting(MinedPair::name).doesNotContain("again", "same");
    }
}
