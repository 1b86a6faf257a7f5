package dev.triptych.ide.mcp;

import dev.triptych.ide.Pointed;
import dev.triptych.ide.RootStatus;
import dev.triptych.ide.Workspace;
import dev.triptych.index.Hit;
import dev.triptych.index.Mode;
import dev.triptych.index.Stats;
import dev.triptych.library.SearchOptions;
import dev.triptych.space.Modality;
import dev.triptych.space.Text;
import dev.triptych.space.TriptychException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the three tools do: from arguments to a text. */
final class SearchTools {
    private static final int USUAL_HITS = 8;
    private static final int MOST_HITS = 50;
    private static final int USUAL_CHARACTERS = 8_000;
    private static final int LEAST_CHARACTERS = 500;
    private static final int MOST_CHARACTERS = 40_000;

    private final Workspace workspace;
    private final Freshness freshness;

    SearchTools(Workspace workspace) {
        this.workspace = workspace;
        this.freshness = new Freshness(workspace);
    }

    String search(Arguments asked) {
        freshness.look();
        return answer(workspace.search(Text.of(asked.words("query")), options(asked, Set.of())), asked);
    }

    String similar(Arguments asked) {
        freshness.look();
        Pointed like;
        if (!asked.words("code").isBlank()) {
            String language = asked.words("language");
            like = Pointed.code(language.isEmpty() ? "java" : language.toLowerCase(Locale.ROOT), asked.words("code"));
        } else {
            int first = asked.number("first_line", 0, 0, Integer.MAX_VALUE);
            like = Pointed.at(
                    file(asked.words("path")),
                    Optional.empty(),
                    first,
                    asked.number("last_line", first, first, Integer.MAX_VALUE));
        }
        // A method asks for methods, a picture for pictures.
        return answer(
                workspace.similar(like, options(asked, Set.of(like.content().modality()))), asked);
    }

    String status() {
        freshness.look();
        StringBuilder text = new StringBuilder();
        for (RootStatus root : workspace.status()) {
            text.append(root.line()).append('\n').append("  index ").append(root.index());
            try {
                Stats stats = workspace.stats(root);
                text.append(": ")
                        .append(stats.passages())
                        .append(" passages of ")
                        .append(stats.files())
                        .append(" files");
                new TreeMap<>(stats.byModality())
                        .forEach((m, n) ->
                                text.append(", ").append(m.id()).append(' ').append(n));
                text.append("\n  model ").append(stats.model());
            } catch (TriptychException e) {
                text.append(": ").append(Files.exists(root.index()) ? e.getMessage() : "not there yet");
            }
            text.append('\n');
        }
        return text.isEmpty() ? "No folder is open.\n" : text.toString();
    }

    private Path file(String path) {
        if (path.isBlank()) {
            throw new TriptychException(
                    "similar", "neither code nor path", "one of them", "send a snippet as code, or a file as path");
        }
        // A path of an answer may carry its line.
        String plain = path.replaceFirst(":\\d+$", "");
        Path given = Path.of(Files.exists(Path.of(path)) ? path : plain);
        return given.isAbsolute()
                ? given
                : workspace.status().stream()
                        .map(r -> r.root().resolve(given))
                        .filter(Files::exists)
                        .findFirst()
                        .orElse(given);
    }

    private static SearchOptions options(Arguments asked, Set<Modality> usual) {
        Set<Modality> kinds = asked.list("kinds").stream().map(Modality::of).collect(Collectors.toSet());
        String mode = asked.words("mode");
        return new SearchOptions(
                asked.number("k", USUAL_HITS, 1, MOST_HITS),
                mode.isEmpty() ? Mode.HYBRID : Mode.of(mode),
                kinds.isEmpty() ? usual : kinds,
                asked.words("path_glob"));
    }

    private String answer(List<Hit> hits, Arguments asked) {
        List<RootStatus> roots = workspace.status();
        // Between one answer and the next a folder may come or go: with several, only absolute paths are plain.
        Optional<Path> root = roots.size() == 1 ? Optional.of(roots.get(0).root()) : Optional.empty();
        String remark = roots.stream()
                .filter(r -> r.state() != RootStatus.State.READY)
                .map(r -> r.line() + (r.busy() ? "; what is not indexed yet is missing." : "."))
                .collect(Collectors.joining(" "));
        int characters = asked.number("max_characters", USUAL_CHARACTERS, LEAST_CHARACTERS, MOST_CHARACTERS);
        return new Answer(root, characters).of(hits, remark);
    }
}
