package dev.triptych.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.triptych.cli.InstalledModels;
import dev.triptych.code.CodeViews;
import dev.triptych.code.Identifiers;
import dev.triptych.evaluate.CodeSearch;
import dev.triptych.evaluate.Result;
import dev.triptych.space.Code;
import dev.triptych.space.Content;
import dev.triptych.space.Embeddings;
import dev.triptych.space.Encoder;
import dev.triptych.space.Fingerprint;
import dev.triptych.space.Modality;
import dev.triptych.space.Progress;
import dev.triptych.space.Text;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code triptych bench views}. */
@Command(
        name = "views",
        description = {
            "Compare what a sentence model may read of a Java method: its source, its words, our view, its structure.",
            "",
            "A model of texts that was trained on none of them tells which view says most."
        },
        footer = {"  triptych bench views --pairs javadoc.jsonl.gz --model all-MiniLM-L6-v2"})
final class BenchViews implements Callable<Integer> {
    private static final List<String> COLUMNS = List.of("query", "code", "name", "file");

    private static final Pattern IDENTIFIER = Pattern.compile("[\\p{L}\\p{N}_]+");

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--pairs",
            required = true,
            paramLabel = "FILE",
            description = "JSON lines with query, code, name and file.")
    private Path pairs = Path.of("");

    @Option(names = "--model", required = true, paramLabel = "DIR", description = "A published model of texts.")
    private Path model = Path.of("");

    @Option(
            names = "--candidates",
            defaultValue = "1000",
            paramLabel = "N",
            description = "Queries and candidates are the first N rows; default ${DEFAULT-VALUE}.")
    private int candidates;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    private static Map<String, Function<Code, String>> views() {
        Map<String, Function<Code, String>> views = new LinkedHashMap<>();
        views.put("source", Code::source);
        views.put("split source", code -> splitInPlace(code.source()));
        views.put("name and split source", code -> Identifiers.split(code.name()) + ". " + splitInPlace(code.source()));
        views.put("words", code -> Identifiers.split(code.source()));
        views.put("name and words", code -> Identifiers.split(code.name()) + ". " + Identifiers.split(code.source()));
        views.put("our view", CodeViews::render);
        views.put("structure", code -> StructureView.of(code).orElseGet(() -> CodeViews.render(code)));
        views.put(
                "our view and structure",
                code -> CodeViews.render(code) + " " + StructureView.of(code).orElse(""));
        return views;
    }

    /** The source as it is, its identifiers in words: brackets and dots stay. */
    private static String splitInPlace(String source) {
        return IDENTIFIER.matcher(source).replaceAll(found -> Identifiers.split(found.group()));
    }

    @Override
    public Integer call() {
        CodeSearch.Fields fields = CodeSearch.Fields.of(COLUMNS, "java", Modality.TEXT);
        CodeSearch search = new CodeSearch(pairs, fields, Map.of(), Map.of(), candidates, CodeSearch.Mode.SEMANTIC);
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        ObjectNode all = new ObjectMapper().createObjectNode();
        try (Encoder<Content> texts = new InstalledModels().load(Optional.of(model))) {
            views().forEach((name, view) -> {
                Result result = search.run(new Viewing(texts, view), Progress.console());
                all.set(name, result.toJson());
                if (!json) {
                    out.printf(
                            Locale.ROOT,
                            "%-24s mrr@10 %.3f%n",
                            name,
                            result.metrics().get("mrr@10"));
                    out.flush();
                }
            });
        }
        if (json) {
            out.println(all.toPrettyString());
        }
        return 0;
    }

    /** Reads code as a text. */
    private record Viewing(Encoder<Content> texts, Function<Code, String> view) implements Encoder<Content> {
        @Override
        public Embeddings embed(List<? extends Content> inputs) {
            return texts.embed(inputs.stream()
                    .map(content -> content instanceof Code code ? Text.of(view.apply(code)) : content)
                    .toList());
        }

        @Override
        public int width() {
            return texts.width();
        }

        @Override
        public Fingerprint fingerprint() {
            return texts.fingerprint();
        }

        @Override
        public void close() {}
    }
}
