package dev.triptych.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.model.FolderImport.Imported;
import dev.triptych.model.FolderImport.Start;
import dev.triptych.space.Code;
import dev.triptych.space.Modality;
import dev.triptych.space.Picture;
import dev.triptych.space.Similarity;
import dev.triptych.space.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderImportTest {
    private static final Path GOLDENS = Path.of(System.getProperty("triptych.goldens", "../shared/goldens"))
            .toAbsolutePath()
            .normalize();

    @TempDir
    private Path folder;

    @BeforeEach
    void needsGoldens() {
        assumeTrue(Files.isDirectory(GOLDENS.resolve("bert")), "skipped: no small model folders at " + GOLDENS);
    }

    @Test
    void oneTowerAloneAnswersAsTheReferenceDoes() throws IOException {
        Path out = folder.resolve("model");
        Imported imported = FolderImport.write(Map.of(Modality.TEXT, GOLDENS.resolve("st-classic")), "m", out);
        assertThat(imported.starts()).containsExactly(Map.entry(Modality.TEXT, Start.OWN));
        JsonNode golden = new ObjectMapper()
                .readTree(GOLDENS.resolve("st-classic/golden.json").toFile());
        JsonNode texts = golden.get("texts");
        JsonNode expected = golden.get("embedding");
        try (Triptych space = Triptych.load(out)) {
            for (int i = 0; i < texts.size(); i++) {
                float[] found = space.embed(Text.of(texts.get(i).asText()));
                assertThat(found).hasSize(expected.get(i).size());
                for (int j = 0; j < found.length; j++) {
                    assertThat(found[j])
                            .isCloseTo((float) expected.get(i).get(j).asDouble(), within(1e-5f));
                }
            }
        }
    }

    @Test
    void threeTowersMakeAModelThatIsWholeAndVerifies() {
        Path out = folder.resolve("model");
        Imported imported = three(out);
        assertThat(ModelFolder.open(out).verify()).isEmpty();
        assertThat(imported.starts())
                .containsEntry(Modality.TEXT, Start.OWN)
                .containsEntry(Modality.CODE, Start.OWN)
                .containsEntry(Modality.IMAGE, Start.RANDOM_MAP);
        try (Triptych space = Triptych.load(out)) {
            List<float[]> vectors = space.embedAll(List.of(
                    Text.of("a dog"),
                    Picture.of(GOLDENS.resolve("images/image1.png")),
                    Code.java("int a() { return 1; }")));
            assertThat(vectors)
                    .allSatisfy(v -> assertThat(Similarity.cosine(v, v)).isCloseTo(1f, within(1e-5f)));
        }
    }

    @Test
    void theSameFoldersGiveTheSameFingerprint() {
        assertThat(three(folder.resolve("a")).fingerprint())
                .isEqualTo(three(folder.resolve("b")).fingerprint());
    }

    private static Imported three(Path out) {
        return FolderImport.write(
                Map.of(
                        Modality.TEXT, GOLDENS.resolve("bert"),
                        Modality.CODE, GOLDENS.resolve("bert"),
                        Modality.IMAGE, GOLDENS.resolve("mobilenet-v2")),
                "m",
                out);
    }

    @Test
    void folderWithSomethingInItIsLeftAlone() throws IOException {
        Files.writeString(folder.resolve("mine.txt"), "x");
        assertThatThrownBy(() -> three(folder)).hasMessageContaining("choose another --out");
        assertThat(folder.resolve("mine.txt")).hasContent("x");
    }
}
