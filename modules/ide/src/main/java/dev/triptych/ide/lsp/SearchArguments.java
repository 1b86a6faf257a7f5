package dev.triptych.ide.lsp;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import dev.triptych.ide.Pointed;
import dev.triptych.index.Mode;
import dev.triptych.library.SearchOptions;
import dev.triptych.space.Modality;
import dev.triptych.space.TriptychException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.lsp4j.Range;
import org.jspecify.annotations.Nullable;

/**
 * What {@code triptych.search} and {@code triptych.similar} are asked with; a client leaves out what it does not care for.
 *
 * @param query words
 * @param code a piece of code that stands in no file
 * @param language of {@code code}
 * @param uri the file that is pointed at
 * @param range where in it; an empty one is a cursor
 * @param k hits at most
 * @param kinds {@code code}, {@code text}, {@code image}
 * @param mode {@code hybrid}, {@code semantic} or {@code words}
 * @param path glob of the files to search
 * @param show whether the server offers the hits to the person, for clients that do nothing with an answer
 */
record SearchArguments(
        @Nullable String query,
        @Nullable String code,
        @Nullable String language,
        @Nullable String uri,
        @Nullable Range range,
        @Nullable Integer k,
        @Nullable List<String> kinds,
        @Nullable String mode,
        @Nullable String path,
        boolean show) {
    private static final int USUAL = 10;
    private static final int MOST = 200;

    /** One object, or the words alone. */
    static SearchArguments of(@Nullable List<Object> arguments) {
        Object first = arguments == null || arguments.isEmpty() ? "" : arguments.get(0);
        if (first instanceof JsonElement json && json.isJsonObject()) {
            try {
                return new Gson().fromJson(json, SearchArguments.class);
            } catch (JsonParseException | IllegalStateException e) {
                throw new TriptychException(
                        "arguments",
                        String.valueOf(e.getMessage()),
                        "{\"query\": \"words\", \"k\": 10}",
                        "see modules/ide/README.md");
            }
        }
        String words = first instanceof JsonElement json && json.isJsonPrimitive() ? json.getAsString() : "" + first;
        return new SearchArguments(words, null, null, null, null, null, null, null, null, false);
    }

    String words() {
        return query == null ? "" : query;
    }

    SearchOptions options(Set<Modality> usual) {
        Set<Modality> modalities =
                kinds == null ? usual : kinds.stream().map(Modality::of).collect(Collectors.toSet());
        return new SearchOptions(
                k == null ? USUAL : Math.min(k, MOST),
                mode == null ? Mode.HYBRID : Mode.of(mode),
                modalities,
                path == null ? "" : path);
    }

    /** @param unsaved what stands in the editor for a file */
    Pointed pointed(Function<Path, Optional<String>> unsaved) {
        if (code != null && !code.isBlank()) {
            return Pointed.code(language == null ? "java" : language, code);
        }
        Path file = Optional.ofNullable(uri)
                .flatMap(Locations::path)
                .orElseThrow(() -> new TriptychException(
                        "arguments",
                        "uri " + uri,
                        "the URI of a file, or code",
                        "save the file first, or send its text as code"));
        if (range == null) {
            return Pointed.at(file, unsaved.apply(file), 0, 0);
        }
        int first = range.getStart().getLine() + 1;
        int last = range.getEnd().getLine() + 1;
        // A selection of whole lines ends before the first character of the next one.
        return Pointed.at(
                file, unsaved.apply(file), first, range.getEnd().getCharacter() == 0 && last > first ? last - 1 : last);
    }
}
