package dev.triptych.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowsTest {
    @TempDir
    private Path folder = Path.of("");

    private List<String> words(String text, String languages) throws IOException {
        DataFile file = DataFile.read(Files.writeString(folder.resolve("rows"), text));
        return Rows.read(file, List.of("word"), Map.of("lang", languages), new BadRows(file)).stream()
                .map(row -> row.cell(0))
                .toList();
    }

    @Test
    void aFilterMayAllowSeveralValues() throws IOException {
        String table = "lang\tword\nde\teins\nfr\tun\nen\tone\n";
        assertThat(words(table, "de|en")).containsExactly("eins", "one");
        assertThat(words(table, "fr")).containsExactly("un");
        String objects =
                """
                {"lang": "de", "word": "eins"}
                {"lang": "fr", "word": "un"}
                """;
        assertThat(words(objects, "de|en")).containsExactly("eins");
    }
}
