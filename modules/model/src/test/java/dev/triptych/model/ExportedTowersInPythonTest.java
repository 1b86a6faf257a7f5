package dev.triptych.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.triptych.code.CodeViews;
import dev.triptych.space.Code;
import dev.triptych.space.Content;
import dev.triptych.space.Modality;
import dev.triptych.space.Picture;
import dev.triptych.space.Text;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The exported towers of the model inside answer in Python as here, on a hundred inputs each. Needs a Python with sentence-transformers
 * 6, so it runs when asked:
 *
 * <pre>mvn -o -q -pl modules/model -am test -Dtest=ExportedTowersInPythonTest -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dtriptych.python=/opt/pyref/bin/python</pre>
 */
class ExportedTowersInPythonTest {
    private static final int INPUTS = 100;
    private static final Path ROOT = Path.of(System.getProperty("triptych.root", "../.."));
    private static final Path DATA = Path.of(System.getProperty("triptych.shared", "../shared"), "data");
    private static final Path FIRST =
            ROOT.resolve("modules/default-model/src/main/resources/dev/triptych/model/default");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void exportedTowersAnswerInPythonAsHere() throws Exception {
        String python = System.getProperty("triptych.python", "");
        assumeTrue(!python.isEmpty(), "skipped: no -Dtriptych.python=PYTHON with sentence-transformers");
        assumeTrue(Files.isDirectory(DATA), "skipped: no " + DATA);
        ArrayNode cases = JSON.createArrayNode();
        try (Triptych space = Triptych.load(FIRST)) {
            cases.add(exported(space, Modality.TEXT, texts(), content -> ((Text) content).value()));
            cases.add(exported(space, Modality.CODE, codes(), content -> CodeViews.render((Code) content)));
            cases.add(exported(space, Modality.IMAGE, pictures(), content -> ((Picture) content).name()));
        }
        Path file = folder.resolve("cases.json");
        JSON.writeValue(file.toFile(), cases);
        ProcessBuilder builder = new ProcessBuilder(
                python,
                ROOT.resolve("modules/model/src/test/python/compare_export.py").toString(),
                file.toString());
        builder.environment().put("HF_HUB_OFFLINE", "1");
        builder.environment().put("HF_HOME", folder.resolve("hf").toString());
        builder.environment().put("OMP_NUM_THREADS", "2");
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        assertThat(process.waitFor(9, TimeUnit.MINUTES)).isTrue();
        String said = Files.readString(folder.resolve("out"));
        System.out.println(said);
        assertThat(process.exitValue()).as(said).isZero();
    }

    private ObjectNode exported(
            Triptych space, Modality modality, List<Content> contents, Function<Content, String> asPythonReadsIt) {
        Path out = folder.resolve(modality.id());
        Exported exported = TowerExport.write(ModelFolder.open(FIRST), modality, out);
        ObjectNode row = JSON.createObjectNode();
        row.put("tower", modality.id()).put("folder", out.toString()).put("own_code", exported.ownCode());
        contents.forEach(c -> row.withArrayProperty("inputs").add(asPythonReadsIt.apply(c)));
        row.set("answers", JSON.valueToTree(space.embedAll(contents)));
        return row;
    }

    private static List<Content> texts() throws IOException {
        List<Content> texts =
                new ArrayList<>(List.of(Text.of(""), Text.of("  Ünïcode \u200b 東京 🐕 "), Text.of("x ".repeat(500))));
        for (String line : lines("text/multi30k_valtest.tsv.gz")) {
            String[] fields = line.split("\t");
            texts.add(Text.of(fields[fields.length - 1 - texts.size() % 2]));
        }
        return texts.subList(0, INPUTS);
    }

    private static List<Content> codes() throws IOException {
        List<Content> codes = new ArrayList<>();
        for (String line : lines("code/javadoc_dev.jsonl.gz")) {
            JsonNode row = JSON.readTree(line);
            codes.add(Code.java(row.path("code").asText()));
        }
        return codes.subList(0, INPUTS);
    }

    private static List<Content> pictures() throws IOException {
        try (Stream<Path> files = Files.list(DATA.resolve("flickr8k/images"))) {
            return files.sorted().limit(INPUTS).<Content>map(Picture::of).toList();
        }
    }

    private static List<String> lines(String file) throws IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(DATA.resolve(file))), StandardCharsets.UTF_8))) {
            return in.lines().skip(1).limit(INPUTS).toList();
        }
    }
}
