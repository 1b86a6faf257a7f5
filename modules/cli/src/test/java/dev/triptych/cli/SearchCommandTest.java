package dev.triptych.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.cli.Terminal.Answer;
import dev.triptych.index.PassageIndex;
import dev.triptych.space.Code;
import dev.triptych.space.Origin;
import dev.triptych.space.Passage;
import dev.triptych.space.Picture;
import dev.triptych.space.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchCommandTest {
    private final Terminal pipe = new Terminal(false);

    private Path folder;
    private String index;

    @BeforeEach
    void anIndexOfThreeKinds(@TempDir Path temporary) {
        folder = temporary;
        index = temporary.resolve("index").toString();
        List<Passage> passages = List.of(
                Passage.of(
                        Text.of("A dog runs along the <b>beach</b> & barks"),
                        Origin.file("notes.pdf").page(3),
                        "A dog runs along the beach & barks"),
                new Passage(
                        Picture.of("dog.jpg", "dog beach".getBytes(StandardCharsets.UTF_8)),
                        Origin.file("dog.jpg"),
                        "dog.jpg",
                        new byte[] {1, 2, 3}),
                Passage.of(
                        new Code(
                                "java",
                                "void retryUpload() { upload(); }",
                                "Net.retryUpload",
                                "void retryUpload()",
                                "Tries again."),
                        Origin.file("Net.java").lines(12, 14).symbol("Net.retryUpload"),
                        "void retryUpload() { upload(); }"));
        try (HashEncoder model = new HashEncoder("hash");
                PassageIndex writer = PassageIndex.open(Path.of(index), model.fingerprint(), model.width())) {
            float[][] vectors = model.embed(
                            passages.stream().map(Passage::content).toList())
                    .vectors();
            for (int i = 0; i < passages.size(); i++) {
                Passage passage = passages.get(i);
                writer.replace(passage.origin().path(), "1", List.of(passage), new float[][] {vectors[i]});
            }
            writer.commit();
        }
    }

    @Test
    void inAPipeHitsAreLinesThatEditorsFollow() {
        Answer answer = pipe.run("search", "retry upload", "--index", index, "--modality", "code");
        assertThat(answer.code()).isZero();
        assertThat(answer.err()).isEmpty();
        assertThat(answer.out().lines())
                .singleElement()
                .asString()
                .startsWith("Net.java:12: ")
                .contains("retryUpload()");
    }

    @Test
    void onATerminalHitsCarryRankKindAndPlace() {
        Answer answer = new Terminal(true).run("search", "dog beach", "--index", index, "-k", "2");
        assertThat(answer.out()).contains("1  ", "image", "dog.jpg", "notes.pdf#page=3");
        assertThat(answer.out()).doesNotContain("Net.java");
    }

    @Test
    void jsonNamesQueryModelAndOrigin() throws JsonProcessingException {
        Answer answer = pipe.run("search", "dog", "beach", "--index", index, "--json", "--modality", "text,image");
        JsonNode json = new ObjectMapper().readTree(answer.out());
        assertThat(json.path("query").textValue()).isEqualTo("dog beach");
        assertThat(json.at("/model/name").textValue()).isEqualTo("hash");
        assertThat(json.path("hits")).hasSize(2);
        JsonNode text =
                json.at("/hits/0/modality").textValue().equals("text") ? json.at("/hits/0") : json.at("/hits/1");
        assertThat(text.path("path").textValue()).isEqualTo("notes.pdf");
        assertThat(text.path("page").intValue()).isEqualTo(3);
        assertThat(text.path("rank").isInt()).isTrue();
        assertThat(text.has("first_line")).isFalse();
    }

    @Test
    void explainSaysOfWhatPartsAScoreIsMade() throws JsonProcessingException {
        Answer lines = pipe.run("search", "Net.retryUpload", "--index", index, "--modality", "code", "--explain");
        assertThat(lines.out()).containsPattern("meaning +\\+\\d").contains("exactly Net.retryUpload", "score");
        assertThat(pipe.run("search", "Net.retryUpload", "--index", index, "--modality", "code")
                        .out()
                        .lines())
                .hasSize(1);
        Answer answer = pipe.run("search", "Net.retryUpload", "--index", index, "--modality", "code", "--json");
        JsonNode parts = new ObjectMapper().readTree(answer.out()).at("/hits/0/why/parts");
        assertThat(parts.fieldNames()).toIterable().contains("meaning", "symbol");
        assertThat(parts.at("/symbol/value").doubleValue()).isPositive();
        assertThat(parts.at("/symbol/because").textValue()).isEqualTo("exactly Net.retryUpload");
    }

    @Test
    void copiesAreCountedBehindTheirBest() throws JsonProcessingException {
        try (HashEncoder model = new HashEncoder("hash");
                PassageIndex writer = PassageIndex.open(Path.of(index), model.fingerprint(), model.width())) {
            Code code = new Code("java", "int height() { return 1; }", "", "", "");
            for (String file : List.of("A.java", "B.java", "C.java")) {
                writer.replace(
                        file,
                        "1",
                        List.of(Passage.of(code, Origin.file(file).lines(3, 3), code.source())),
                        model.embed(List.of(code)).vectors());
            }
            writer.commit();
        }
        assertThat(pipe.run("search", "height", "--index", index, "--modality", "code", "-k", "1")
                        .out())
                .startsWith("A.java:3: ")
                .endsWith("  +2 like it\n");
        JsonNode json = new ObjectMapper()
                .readTree(pipe.run("search", "height", "--index", index, "--modality", "code", "--json")
                        .out());
        assertThat(json.at("/hits/0/like").toString()).isEqualTo("[\"B.java:3\",\"C.java:3\"]");
        assertThat(json.at("/hits/1/like")).isEmpty();
    }

    @Test
    void wordsModeNeedsNoModel() {
        Terminal noModel = new Terminal(false, f -> {
            throw new AssertionError("the model was loaded");
        });
        Answer answer = noModel.run("search", "barks", "--index", index, "--mode", "words");
        assertThat(answer.out()).startsWith("notes.pdf#page=3: ");
    }

    @Test
    void pictureAndCodeCanAsk() throws IOException {
        Path picture = Files.writeString(folder.resolve("asked.png"), "dog beach");
        assertThat(pipe.run("search", "--image", picture.toString(), "--index", index, "--modality", "image")
                        .out())
                .startsWith("dog.jpg: ");
        assertThat(pipe.with("retryUpload", "search", "--code", "-", "--index", index, "--modality", "code")
                        .out())
                .startsWith("Net.java:12: ");
    }

    @Test
    void pageHoldsItsPicturesAndEscapesWhatItQuotes() throws IOException {
        Path page = folder.resolve("pages/hits.html");
        Answer answer = pipe.run("search", "dog <script>", "--index", index, "--html", page.toString());
        assertThat(answer.code()).isZero();
        String html = Files.readString(page);
        assertThat(html)
                .contains(
                        "data:image/jpeg;base64,AQID",
                        "&lt;b&gt;beach&lt;/b&gt; &amp; barks",
                        "dog &lt;script&gt;",
                        "notes.pdf#page=3")
                .doesNotContain("<script", "<b>", "http://", "https://");
    }

    @Test
    void emptyQueryMissingIndexAndForeignModelSayWhatToDo() {
        assertThat(pipe.run("search", "  ", "--index", index))
                .satisfies(a -> assertThat(a.code()).isEqualTo(1))
                .satisfies(a -> assertThat(a.err()).contains("query", "triptych search"));
        assertThat(pipe.run(
                        "search", "dog", "--index", folder.resolve("nothing").toString()))
                .satisfies(a -> assertThat(a.code()).isEqualTo(1))
                .satisfies(a ->
                        assertThat(a.err().lines()).singleElement().asString().contains("nothing"));
        assertThat(new Terminal(false, f -> new HashEncoder("other")).run("search", "dog", "--index", index))
                .satisfies(a -> assertThat(a.code()).isEqualTo(1))
                .satisfies(a ->
                        assertThat(a.err().lines()).singleElement().asString().contains("hash@", "other@"));
    }

    @Test
    void wrongModalityOrModeSaysWhichThereAre() {
        assertThat(pipe.run("search", "dog", "--index", index, "--modality", "sound")
                        .err())
                .contains("'sound'", "text, image or code");
        assertThat(pipe.run("search", "dog", "--index", index, "--mode", "magic")
                        .err())
                .contains("'magic'", "hybrid, semantic or words");
    }
}
