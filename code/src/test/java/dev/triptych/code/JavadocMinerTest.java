package dev.triptych.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.space.Progress;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavadocMinerTest {
    private static final String SHELF =
            """
            package a;
            class Shelf {
                /**
                 * Puts {@code one} book on the shelf. More words here.
                 * @param b a book
                 */
                @Override @Deprecated
                public void put(Book b) { books.add(b); }
                /** Never mind. */
                void few() { a(); }
                /** Something without a body here. */
                abstract void bodiless();
                void undocumented() { b(); }
                /** {@inheritDoc} */
                void inherited() { c(); }
                static class Inner {
                    /** Counts all the books twice. */
                    int count() { return 2 * books.size(); }
                }
            }
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @Test
    void aDocumentedMethodGivesItsFirstSentenceAndItsCode() throws IOException {
        Path jar = jar("shelf-1.0-sources.jar", "a/Shelf.java", SHELF);

        MiningReport report = mine(Rules.standard(), jar);

        List<JsonNode> rows = rows();
        assertThat(rows.get(0).toString())
                .isEqualTo(
                        "{\"library\":\"shelf-1.0\",\"file\":\"a/Shelf.java\",\"line\":8,\"name\":\"put\",\"class\":\"Shelf\","
                                + "\"query\":\"Puts one book on the shelf.\",\"code\":\"public void put(Book b) { books.add(b); }\"}");
        assertThat(rows).extracting(r -> r.get("class").asText()).containsExactly("Shelf", "Shelf.Inner");
        assertThat(report.files()).isEqualTo(1);
        assertThat(report.methods()).isEqualTo(6);
        assertThat(report.documented()).isEqualTo(5);
        assertThat(report.kept()).isEqualTo(2);
        assertThat(report.dropped())
                .containsEntry("no body", 1)
                .containsEntry("too few words", 1)
                .containsEntry("no description", 1)
                .hasSize(3);
        assertThat(report.libraries()).containsEntry("shelf-1.0", 2);
        assertThat(report.toString()).contains("2 pairs kept", "no body");
        assertThat(new ObjectMapper().readTree(report.toJson()).path("kept").asInt())
                .isEqualTo(2);
    }

    @Test
    void theSameSourcesGiveTheSameFileWhateverTheirOrder() throws IOException {
        Path one = jar("one-sources.jar", "b/B.java", type("B", 1), "a/A.java", type("A", 2));
        Path two = jar("two-sources.jar", "c/C.java", type("C", 3));
        mine(Rules.standard(), one, two);
        byte[] first = Files.readAllBytes(out());
        mine(Rules.standard(), two, one);

        assertThat(Files.readAllBytes(out())).isEqualTo(first);
        assertThat(rows())
                .extracting(r -> r.get("library").asText() + '/' + r.get("file").asText())
                .containsExactly("one/a/A.java", "one/b/B.java", "two/c/C.java");
    }

    @Test
    void aQueryComesUpTwiceAtMostAndTheSameCodeOnce() throws IOException {
        StringBuilder source = new StringBuilder("class A {\n");
        for (int i = 0; i < 4; i++) {
            source.append("/** Does the one thing! */ int f" + i + "() { return " + i + "; }\n");
        }
        source.append("/** Says a different thing here. */ int same() { return 9; }\n")
                .append("/** Says yet another thing here. */ int  same()  { return 9; }\n}");

        MiningReport report = mine(Rules.standard(), jar("a.jar", "A.java", source.toString()));

        assertThat(report.kept()).isEqualTo(3);
        assertThat(report.dropped()).containsEntry("same query", 2).containsEntry("same code", 1);
    }

    @Test
    void whatStandsInAnEvaluationSetIsLeftOut() throws IOException {
        Path dev = Files.writeString(
                folder.resolve("dev.jsonl"),
                "{\"query\":\"puts one  book on the shelf\",\"code\":\"x\"}\n{\"query\":\"y\",\"code\":\"int count() { return 2 *\\n books.size(); }\"}\n");

        MiningReport report = mine(Rules.standard().exclude(dev), jar("a.jar", "A.java", SHELF));

        assertThat(report.kept()).isZero();
        assertThat(report.dropped()).containsEntry("in an exclusion file", 2);
    }

    @Test
    void methodsWithoutBodyAndLimitsAreUpToTheRules() throws IOException {
        Path jar = jar("a.jar", "A.java", SHELF);

        assertThat(mine(Rules.standard().bodiless(true), jar).kept()).isEqualTo(3);
        assertThat(mine(new Rules(1, 5, 4000, 2, 100, false, List.of()), jar).dropped())
                .containsEntry("too many words", 1)
                .doesNotContainKey("too few words");
        assertThat(mine(new Rules(4, 40, 40, 2, 100, false, List.of()), jar).dropped())
                .containsEntry("code too long", 1);
    }

    @Test
    void boilerplateIsTakenUpToItsShare() throws IOException {
        StringBuilder source = new StringBuilder("class A {\n");
        for (int i = 0; i < 5; i++) {
            source.append("/** Getter for property number" + i + ". */ int g" + i + "() { return " + i + "; }\n");
        }
        Rules rules = new Rules(4, 40, 4000, 2, 3, false, List.of());

        assertThat(mine(rules, jar("a.jar", "A.java", source.append('}').toString()))
                        .dropped())
                .containsEntry("boilerplate", 2);
    }

    @Test
    void badFilesAreToldAndTheOthersAreMined() throws IOException {
        Path jar = Files.createDirectories(folder.resolve("x/y")).resolve("bad-1-sources.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            entry(zip, "../../escape.java", SHELF.getBytes(StandardCharsets.UTF_8));
            entry(
                    zip,
                    "a/Broken.java",
                    "class Broken { /** Is never closed at all. */ void f( {".getBytes(StandardCharsets.UTF_8));
            entry(zip, "a/Broken.class", new byte[] {(byte) 0xCA, (byte) 0xFE, 0, 1});
            entry(
                    zip,
                    "a/Latin.java",
                    "class L { /** Über die große Brücke. */ int f() { return 1; } }"
                            .getBytes(StandardCharsets.ISO_8859_1));
            entry(zip, "a/Binary.java", new byte[] {0, 1, 2, (byte) 0xff, (byte) 0xfe});
            entry(zip, "a/Huge.java", new byte[5 << 20]);
        }
        Path noJar = Files.write(folder.resolve("no.jar"), new byte[] {1, 2, 3});

        MiningReport report = mine(Rules.standard(), jar, noJar);

        assertThat(rows())
                .extracting(r -> r.get("query").asText())
                .contains("Über die große Brücke.", "Puts one book on the shelf.");
        assertThat(report.files()).isEqualTo(5);
        assertThat(report.unparsed())
                .hasSize(4)
                .anyMatch(p -> p.startsWith("bad-1/a/Broken.java: "))
                .anyMatch(p -> p.startsWith("bad-1/a/Binary.java: "))
                .anyMatch(p -> p.startsWith("bad-1/a/Huge.java: larger than"))
                .anyMatch(p -> p.startsWith("no/: not readable"));
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.map(p -> p.getFileName().toString())).doesNotContain("escape.java");
        }
    }

    @Test
    void aFolderIsMinedLikeAJar() throws IOException {
        Path source = Files.createDirectories(folder.resolve("proj/src/a")).resolve("Shelf.java");
        Files.writeString(source, SHELF);

        mine(Rules.standard(), folder.resolve("proj"));

        assertThat(rows().get(0).get("library").asText()).isEqualTo("proj");
        assertThat(rows().get(0).get("file").asText()).isEqualTo("src/a/Shelf.java");
    }

    @Test
    void whatCannotBeReadOrWrittenIsNamed() throws IOException {
        Path jar = jar("a.jar", "A.java", SHELF);
        Path missing = folder.resolve("missing.jar");
        Path broken = Files.writeString(folder.resolve("dev.jsonl"), "{}\nno json\n");

        assertThatThrownBy(() -> mine(Rules.standard(), missing))
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining("missing.jar");
        assertThatThrownBy(() -> mine(Rules.standard().exclude(missing), jar))
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining("missing.jar");
        assertThatThrownBy(() -> mine(Rules.standard().exclude(broken), jar))
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining("line 2");
        assertThatThrownBy(() ->
                        JavadocMiner.mine(List.of(jar), broken.resolve("x/out.gz"), Rules.standard(), Progress.none()))
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining("out.gz");
    }

    private MiningReport mine(Rules rules, Path... sources) {
        return JavadocMiner.mine(List.of(sources), out(), rules, Progress.none());
    }

    private Path out() {
        return folder.resolve("x/y/out.jsonl.gz");
    }

    private List<JsonNode> rows() throws IOException {
        List<JsonNode> rows = new ArrayList<>();
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(out()))) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                rows.add(new ObjectMapper().readTree(line));
            }
        }
        return rows;
    }

    private static String type(String name, int number) {
        return "class " + name + " { /** Returns the number of " + name + " here. */ int n() { return " + number
                + "; } }";
    }

    private Path jar(String name, String... namesAndSources) throws IOException {
        Path jar = folder.resolve(name);
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            for (int i = 0; i < namesAndSources.length; i += 2) {
                entry(zip, namesAndSources[i], namesAndSources[i + 1].getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    private static void entry(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
        zip.closeEntry();
    }
}
