package dev.triptych.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triptych.space.Progress;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WalkTest {
    private Path root;

    @BeforeEach
    void folder(@TempDir Path temporary) {
        root = temporary;
    }

    private void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private List<String> found(Settings settings) {
        return Walk.below(List.of(root), settings).stream()
                .map(f ->
                        root.relativize(f.path()).toString().replace('\\', '/') + (f.wanted() ? "" : " " + f.skipped()))
                .toList();
    }

    @Test
    void filesComeSortedAndWhatIsLeftOutIsNamedWithItsReason() throws IOException {
        write("b.txt", "b");
        write("a/z.txt", "z");
        write(".hidden", "h");
        write(".git/config", "g");
        write(".cache/x.txt", "x");
        write("node_modules/m.js", "m");
        write("project/pom.xml", "<project/>");
        write("project/target/out.txt", "o");
        write("target/kept.txt", "k");
        assertThat(found(Settings.defaults()))
                .containsExactly(
                        ".cache HIDDEN",
                        ".git BUILD_OUTPUT",
                        ".hidden HIDDEN",
                        "a/z.txt",
                        "b.txt",
                        "node_modules BUILD_OUTPUT",
                        "project/pom.xml",
                        "project/target BUILD_OUTPUT",
                        "target/kept.txt");
    }

    @Test
    void patternsWithoutASlashMatchNamesAndExcludeIsStronger() throws IOException {
        write("a.pdf", "");
        write("docs/b.pdf", "");
        write("docs/draft.pdf", "");
        write("docs/c.txt", "");
        write("old/d.pdf", "");
        Settings settings = Settings.defaults().withPatterns(List.of("*.pdf"), List.of("draft*", "old/"));
        assertThat(found(settings))
                .containsExactly(
                        "a.pdf", "docs/b.pdf", "docs/c.txt EXCLUDED", "docs/draft.pdf EXCLUDED", "old EXCLUDED");
        assertThat(found(Settings.defaults().withPatterns(List.of("docs/**"), List.of("**/*.txt"))))
                .contains("docs/b.pdf", "docs/c.txt EXCLUDED", "a.pdf EXCLUDED");
    }

    @Test
    void aBadPatternIsNamed() {
        assertThatThrownBy(() -> Walk.below(List.of(root), Settings.defaults().withPatterns(List.of("[a"), List.of())))
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining("[a");
    }

    @Test
    void ignoreFilesAreObeyedUnlessSwitchedOff() throws IOException {
        write(".gitignore", "*.log\ncache/\n");
        write(".triptychignore", "!kept.log\n*.csv\n");
        write("a.log", "a");
        write("kept.log", "k");
        write("b.csv", "b");
        write("cache/c.txt", "c");
        write("d.txt", "d");
        assertThat(found(Settings.defaults()))
                .containsExactly(
                        ".gitignore HIDDEN",
                        ".triptychignore HIDDEN",
                        "a.log IGNORED",
                        "b.csv IGNORED",
                        "cache IGNORED",
                        "d.txt",
                        "kept.log");
        assertThat(found(Settings.defaults().withGitignore(false))).contains("a.log", "b.csv", "cache/c.txt");
    }

    @Test
    void aFileThatIsNamedItselfIsTakenThoughItIsIgnored() throws IOException {
        write(".gitignore", "*.log\n");
        write("a.log", "a");
        assertThat(Walk.below(List.of(root.resolve("a.log")), Settings.defaults()))
                .allMatch(Walk.Found::wanted);
    }

    @Test
    void whatChangedIsLookedAtAsAWalkFromTheRootWould() throws IOException {
        write(".gitignore", "out/\n");
        write("a/b/c.txt", "c");
        write("a/b/d.txt", "d");
        write("out/deep/e.txt", "e");
        write(".hidden/f.txt", "f");
        Settings settings = Settings.defaults();
        assertThat(changed(settings, "a/b/c.txt")).containsExactly("a/b/c.txt");
        assertThat(changed(settings, "a")).containsExactly("a/b/c.txt", "a/b/d.txt");
        assertThat(changed(settings, "out/deep/e.txt")).containsExactly("out IGNORED");
        assertThat(changed(settings, ".hidden/f.txt")).containsExactly(".hidden HIDDEN");
        assertThat(changed(settings, "a/gone.txt")).isEmpty();
        assertThat(changed(settings, "../elsewhere")).isEmpty();
    }

    private List<String> changed(Settings settings, String path) {
        return Walk.changed(List.of(root), List.of(root.resolve(path).normalize()), settings).stream()
                .map(f -> root.relativize(f.path()) + (f.wanted() ? "" : " " + f.skipped()))
                .toList();
    }

    @Test
    void brokenLinksAndNamesWithBlanksAndLineBreaksAreNoTrouble() throws IOException {
        Files.createSymbolicLink(root.resolve("broken"), root.resolve("nowhere"));
        write("two words.txt", "x");
        write("two\nlines.txt", "x");
        assertThat(found(Settings.defaults())).containsExactly("broken LINK", "two\nlines.txt", "two words.txt");
    }

    @Test
    void aCycleOfLinksEndsAndTheLinkIsNamed() throws IOException {
        write("a/x.txt", "x");
        Files.createSymbolicLink(root.resolve("a/up"), root);
        assertThat(found(Settings.defaults())).containsExactly("a/up LINK", "a/x.txt");
    }

    @Test
    void aMissingPathFailsInTheReportAndTheOthersGoOn() throws IOException {
        write("a.txt", "Some words.");
        List<FileResult> results = new ArrayList<>();
        try (Ingest ingest = Ingest.with(Settings.defaults())) {
            IngestReport report = ingest.walk(List.of(root.resolve("absent"), root), results::add, Progress.none());
            assertThat(report.count(Verdict.FAILED)).isEqualTo(1);
            assertThat(report.count(Verdict.OK)).isEqualTo(1);
            assertThat(report.files()).isEqualTo(2);
            assertThat(report.entries()).singleElement().asString().contains("absent", "no such file");
        }
        assertThat(results).hasSize(2);
    }

    @Test
    void everyFileIsDeliveredOnceInOrderByManyWorkers() throws IOException {
        for (int i = 10; i < 60; i++) {
            write("f" + i + ".txt", "Number " + i);
        }
        List<String> names = new ArrayList<>();
        try (Ingest ingest = Ingest.with(Settings.defaults().withWorkers(4, 128, java.time.Duration.ofSeconds(30)))) {
            ingest.walk(List.of(root), r -> names.add(r.file().getFileName().toString()), Progress.none());
        }
        assertThat(names).hasSize(50).isSorted();
    }

    @Test
    void whatTheSinkKnowsIsNotReadAgainButCounted() throws IOException {
        write("a.txt", "Some words.");
        write("b.txt", "Other words.");
        try (Ingest ingest = Ingest.with(Settings.defaults())) {
            String known = ingest.ingest(root.resolve("a.txt")).contentHash();
            assertThat(known).hasSize(64);
            List<FileResult> results = new ArrayList<>();
            IngestReport report = ingest.walk(
                    List.of(root),
                    new Sink() {
                        @Override
                        public void accept(FileResult result) {
                            results.add(result);
                        }

                        @Override
                        public boolean wants(Path file, String contentHash) {
                            return !contentHash.equals(known);
                        }
                    },
                    Progress.none());
            assertThat(report.count(Reason.UNCHANGED)).isEqualTo(1);
            assertThat(results).extracting(FileResult::verdict).containsExactly(Verdict.SKIPPED, Verdict.OK);
            assertThat(report.toString()).contains("already known by its content hash");
        }
    }

    @Test
    void whatTheSinkKnowsByItsStampIsNotOpened() throws IOException {
        write("a.txt", "Some words.");
        List<FileResult> results = new ArrayList<>();
        try (Ingest ingest = Ingest.with(Settings.defaults())) {
            IngestReport report = ingest.walk(
                    List.of(root),
                    new Sink() {
                        @Override
                        public void accept(FileResult result) {
                            results.add(result);
                        }

                        @Override
                        public boolean knows(Path file, String stamp) {
                            return stamp.startsWith("11 ");
                        }
                    },
                    Progress.none());
            assertThat(report.count(Reason.UNCHANGED)).isEqualTo(1);
        }
        assertThat(results).singleElement().satisfies(r -> assertThat(r.contentHash())
                .isEmpty());
    }
}
