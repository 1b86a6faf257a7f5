package dev.triptych.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.triptych.ide.SearchService;
import dev.triptych.index.Hit;
import dev.triptych.index.Mode;
import dev.triptych.index.PassageIndex;
import dev.triptych.library.SearchOptions;
import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import dev.triptych.space.Fingerprint;
import dev.triptych.space.Modality;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code triptych search}. */
@Command(
        name = "search",
        description = {
            "Search an index with a sentence, a picture or a piece of code.",
            "",
            "On a terminal the hits are ranked with kind, cosine, place and words; in a pipe they are lines 'path:line: words'.",
            "Without --index and without .triptych here, the index of the nearest folder around is searched, also an editor's."
        },
        footer = {
            "  triptych search \"a dog on the beach\"",
            "  triptych search \"ein Hund am Strand\" --modality image --html hits.html",
            "  triptych search --image dog.jpg -k 5",
            "  triptych search --code - --modality code < Retry.java",
            "  triptych search \"retry a failed upload\" --path 'src/**' --json",
            "  triptych search Client.retryUpload --explain"
        })
final class SearchCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final Question question = new Question();

    @Option(
            names = "-k",
            defaultValue = "10",
            paramLabel = "N",
            description = "How many hits; default ${DEFAULT-VALUE}.")
    private int k = 10;

    @Option(
            names = "--modality",
            split = ",",
            paramLabel = "KIND",
            converter = ModalityName.class,
            description = "Only text, image or code; several with commas.")
    private List<Modality> modalities = new ArrayList<>();

    @Option(
            names = "--mode",
            defaultValue = "hybrid",
            converter = ModeName.class,
            description = "hybrid, semantic (meaning alone) or words (BM25 alone); default ${DEFAULT-VALUE}.")
    private Mode mode = Mode.HYBRID;

    @Option(names = "--path", paramLabel = "GLOB", description = "Only files like this: '*.pdf', 'docs/**'.")
    private String path = "";

    @Option(names = "--explain", description = "Say of what parts each score is made.")
    private boolean explain;

    @Option(names = "--html", paramLabel = "FILE", description = "Write the hits with their pictures as one HTML page.")
    private @Nullable Path html;

    @Mixin
    private final IndexOption index = new IndexOption();

    @Mixin
    private final ModelOption model = new ModelOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    SearchCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        Content content = question.content(session.console());
        SearchOptions options = new SearchOptions(k, mode, new HashSet<>(modalities), path);
        if (mode == Mode.WORDS) {
            ask(content, options, NoModel.of(PassageIndex.describe(index.toSearch())));
            return 0;
        }
        // The model takes most of a second to load; Lucene wakes up meanwhile, and an index that is not there is an
        // error at once.
        CompletableFuture<Encoder<Content>> loading = CompletableFuture.supplyAsync(() -> model.load(session));
        PassageIndex.describe(index.toSearch());
        try (Encoder<Content> encoder = joined(loading)) {
            ask(content, options, encoder);
        }
        return 0;
    }

    private void ask(Content content, SearchOptions options, Encoder<Content> encoder) throws IOException {
        try (SearchService service = new SearchService(() -> encoder, List.of(index.toSearch()))) {
            show(service.search(content, options), encoder.fingerprint());
        }
    }

    private static Encoder<Content> joined(CompletableFuture<Encoder<Content>> loading) {
        try {
            return loading.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof TriptychException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private void show(List<Hit> hits, Fingerprint fingerprint) throws IOException {
        Console console = session.console();
        if (json.on()) {
            ObjectNode answer = JsonNodeFactory.instance.objectNode();
            answer.put("query", question.label())
                    .put("mode", mode.id())
                    .put("index", index.toSearch().toString());
            answer.putObject("model").put("name", fingerprint.name()).put("sha256", fingerprint.sha256());
            ArrayNode all = answer.putArray("hits");
            for (Hit hit : hits) {
                all.add(HitPrinter.json(hit, all.size() + 1, question.words()));
            }
            console.out().println(answer);
        } else {
            new HitPrinter(console, explain).print(hits, question.words());
        }
        if (hits.isEmpty()) {
            console.err().println("triptych: nothing found");
        }
        if (html != null) {
            new HtmlPage(
                            question.label(),
                            hits.size() + " hits in " + index.toSearch() + ", " + mode.id() + ", model " + fingerprint)
                    .hits(hits, question.words())
                    .write(html);
            console.err().println("triptych: wrote " + html);
        }
    }

    private static final class ModalityName implements ITypeConverter<Modality> {
        @Override
        public Modality convert(String value) {
            return Modality.of(value);
        }
    }

    private static final class ModeName implements ITypeConverter<Mode> {
        @Override
        public Mode convert(String value) {
            return Mode.of(value);
        }
    }
}
