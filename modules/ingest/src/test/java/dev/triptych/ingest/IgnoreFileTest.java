package dev.triptych.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Git leaves out is left out, and nothing else: Git itself says what. */
class IgnoreFileTest {
    private static final List<String> NAMES =
            List.of("a", "b", "ab", "foo", "foo.txt", "bar.o", "x y", "[z]", "build", "a1", "Äb");
    private static final List<String> WORDS = List.of(
            "a",
            "b",
            "foo",
            "*",
            "**",
            "?",
            "*.o",
            "*.txt",
            "f*",
            "*o*",
            "[ab]",
            "[!a]",
            "[^b]*",
            "[a-c]1",
            "build",
            "x y",
            "\\[z\\]",
            "[[:alpha:]]",
            "[]z[]*",
            "a?",
            "\\a",
            "foo.*",
            "[",
            "x\\ y",
            "Ä*",
            "**o");

    private Path root;

    @BeforeEach
    void repository(@TempDir Path temporary) throws Exception {
        assumeTrue(hasGit(), "there is no git here to compare with");
        root = temporary.toRealPath();
        git("init", "-q");
    }

    private static boolean hasGit() {
        try {
            return new ProcessBuilder("git", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private String git(String... command) throws Exception {
        List<String> all =
                new ArrayList<>(List.of("git", "-c", "core.excludesFile=/dev/null", "-c", "core.quotePath=false"));
        all.addAll(Arrays.asList(command));
        Process git = new ProcessBuilder(all)
                .directory(root.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(git.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return out;
    }

    private void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** The files that Git would add. */
    private Set<String> wantedByGit() throws Exception {
        Set<String> wanted = new TreeSet<>();
        for (String name :
                git("ls-files", "-z", "--others", "--exclude-standard").split("\0")) {
            if (!name.isEmpty() && !Path.of(name).getFileName().toString().startsWith(".")) {
                wanted.add(name);
            }
        }
        return wanted;
    }

    private Set<String> wantedByUs() {
        Set<String> wanted = new TreeSet<>();
        for (Walk.Found found : Walk.below(List.of(root), Settings.defaults())) {
            if (found.wanted()) {
                wanted.add(root.relativize(found.path()).toString().replace('\\', '/'));
            }
        }
        return wanted;
    }

    private void agree(String rules) throws Exception {
        assertThat(wantedByUs()).as(rules).isEqualTo(wantedByGit());
    }

    @Test
    void rulesOfThePageFitAsInGit() throws Exception {
        for (String name : List.of(
                "a.o",
                "keep.o",
                "sub/a.o",
                "sub/keep.o",
                "logs/x.log",
                "logs/deep/y.log",
                "deep/logs/z.log",
                "doc/a.txt",
                "doc/sub/b.txt",
                "top.txt",
                "sub/top.txt",
                "space ",
                "trail",
                "#hash",
                "!bang",
                "out/a/b/c",
                "out/keep/d",
                "cr.txt",
                "x/y/z/end")) {
            write(name, "x");
        }
        String rules =
                "# a remark\n\n*.o\n!keep.o\nlogs/\n!deep/logs/\ndoc/*.txt\n/top.txt\nspace\\ \ntrail  \n\\#hash\n\\!bang\n"
                        + "out/**\n!out/keep/\ncr.txt\r\nx/**/end\n";
        write(".gitignore", rules);
        agree(rules);
        assertThat(wantedByUs())
                .contains("sub/top.txt", "doc/sub/b.txt", "keep.o")
                .doesNotContain("a.o", "top.txt", "#hash");
    }

    @Test
    void nestedFilesAndInfoExcludeHoldAsInGit() throws Exception {
        for (String name :
                List.of("a.txt", "b.txt", "c.txt", "sub/a.txt", "sub/b.txt", "sub/deep/a.txt", "other/b.txt")) {
            write(name, "x");
        }
        write(".git/info/exclude", "b.txt\nc.txt\n");
        write(".gitignore", "/a.txt\nsub/deep/a.txt\n");
        write("sub/.gitignore", "a.txt\n!b.txt\n!deep/a.txt\n");
        agree("nested");
        assertThat(wantedByUs()).containsExactly("sub/b.txt", "sub/deep/a.txt");
    }

    @Test
    void aFolderInsideARepositoryObeysTheRulesAboveIt() throws Exception {
        write("sub/a.txt", "x");
        write("sub/b.txt", "x");
        write(".gitignore", "/sub/a.txt\n");
        assertThat(Walk.below(List.of(root.resolve("sub")), Settings.defaults()).stream()
                        .filter(Walk.Found::wanted)
                        .map(f -> f.path().getFileName().toString()))
                .containsExactly("b.txt");
    }

    @Test
    void aRepositoryInsideAnotherHasItsOwnRules() throws Exception {
        write(".gitignore", "*.txt\n");
        write("inner/.git/HEAD", "ref: refs/heads/main\n");
        write("inner/.git/info/exclude", "b.txt\n");
        write("inner/a.txt", "x");
        write("inner/b.txt", "x");
        assertThat(wantedByUs()).containsExactly("inner/a.txt");
    }

    @Test
    void generatedRulesLeaveOutWhatGitLeavesOut() throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < 60; i++) {
            StringBuilder path = new StringBuilder();
            int depth = 1 + random.nextInt(4);
            for (int d = 0; d < depth; d++) {
                path.append(d == 0 ? "" : "/").append(NAMES.get(random.nextInt(NAMES.size())));
            }
            Path file = root.resolve(path.toString());
            if (!Files.exists(file) && isFree(path.toString())) {
                write(path.toString(), "x");
            }
        }
        for (int round = 0; round < 60; round++) {
            StringBuilder rules = new StringBuilder();
            int lines = 1 + random.nextInt(6);
            for (int i = 0; i < lines; i++) {
                rules.append(rule(random)).append('\n');
            }
            write(".gitignore", rules.toString());
            write(nested(random) + ".gitignore", rule(random) + "\n" + rule(random) + "\n");
            agree(rules.toString());
        }
    }

    /** Whether no file stands where a folder is to be. */
    private boolean isFree(String path) {
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            if (Files.isRegularFile(root.resolve(path.substring(0, slash)))) {
                return false;
            }
        }
        return true;
    }

    private String nested(Random random) {
        String name = NAMES.get(random.nextInt(NAMES.size()));
        return Files.isDirectory(root.resolve(name)) ? name + "/" : "";
    }

    private static String rule(Random random) {
        StringBuilder rule = new StringBuilder(random.nextInt(4) == 0 ? "!" : "");
        rule.append(random.nextInt(4) == 0 ? "/" : "");
        int depth = random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 1;
        for (int d = 0; d < depth; d++) {
            rule.append(d == 0 ? "" : "/").append(WORDS.get(random.nextInt(WORDS.size())));
        }
        return rule.append(random.nextInt(4) == 0 ? "/" : "").toString();
    }
}
