package dev.triptych.samples.shelf;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample sources are good Java. */
class SampleCodeTest {
    private static final Path CODE =
            Path.of(System.getProperty("triptych.root", "..")).resolve("samples/library/code");

    @Test
    void everySourceParsesAndEveryPublicMethodWithABodyWorthFindingIsDocumented() throws IOException {
        ParserConfiguration java17 =
                new ParserConfiguration().setLanguageLevel(ParserConfiguration.LanguageLevel.JAVA_17);
        List<Path> sources = sources();
        assertThat(sources).hasSizeGreaterThanOrEqualTo(15);
        for (Path source : sources) {
            CompilationUnit unit =
                    new JavaParser(java17).parse(source).getResult().orElseThrow();
            TypeDeclaration<?> type = unit.getType(0);
            assertThat(type.getJavadoc()).as(source.toString()).isPresent();
            assertThat(type.getMethods().stream().anyMatch(MethodDeclaration::hasJavaDocComment))
                    .as(source.toString())
                    .isTrue();
        }
    }

    @Test
    void allSourcesCompileWithoutAWarning(@TempDir Path out) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            StringWriter messages = new StringWriter();
            boolean compiled = compiler.getTask(
                            messages,
                            files,
                            null,
                            List.of("-Xlint:all", "-Werror", "-proc:none", "-d", out.toString()),
                            null,
                            files.getJavaFileObjectsFromPaths(sources()))
                    .call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.list(CODE)) {
            return files.sorted().toList();
        }
    }
}
