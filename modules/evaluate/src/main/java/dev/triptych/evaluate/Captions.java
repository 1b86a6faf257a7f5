package dev.triptych.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.triptych.space.TriptychException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The pictures of some splits and their captions in some languages.
 *
 * @param photos in the order of the rows
 * @param remarks rows left out
 */
record Captions(List<Photo> photos, List<String> remarks) {

    /**
     * A picture.
     *
     * @param file where it lies
     * @param split the part of the data it belongs to
     * @param captions by language; it may have none
     */
    record Photo(Path file, String split, Map<String, List<String>> captions) {
        List<String> in(String language) {
            return captions.getOrDefault(language, List.of());
        }
    }

    /**
     * Reads the rows.
     *
     * @param field which captions, {@code captions} for instance: {@code field{language: [sentence…]}}
     */
    static Captions read(DataFile file, Path images, String field, List<String> languages, List<String> splits) {
        BadRows bad = new BadRows(file);
        TreeSet<String> splitsThere = new TreeSet<>();
        TreeSet<String> languagesThere = new TreeSet<>();
        TreeSet<String> fieldsThere = new TreeSet<>();
        List<Photo> photos = new ArrayList<>();
        for (JsonNode row : JsonRows.read(file, bad, List.of("file", "split"))) {
            String split = row.path("split").textValue();
            splitsThere.add(split);
            if (!splits.contains(split)) {
                continue;
            }
            fieldsThere.addAll(JsonRows.names(row));
            languagesThere.addAll(JsonRows.names(row.path(field)));
            Map<String, List<String>> captions = new LinkedHashMap<>();
            for (String language : languages) {
                List<String> sentences = new ArrayList<>();
                row.path(field).path(language).forEach(sentence -> sentences.add(sentence.asText()));
                captions.put(language, sentences);
            }
            photos.add(new Photo(images.resolve(row.path("file").textValue()), split, captions));
        }
        splits.forEach(split -> choice(file, "split", splitsThere, split));
        bad.requireRows(photos.size(), "rows with file, split and " + field + "{language: [sentence…]}");
        choice(file, "field", fieldsThere, field);
        languages.forEach(language -> choice(file, "language", languagesThere, language));
        return new Captions(photos, bad.remarks());
    }

    /** Only the pictures with a caption in one of the languages. */
    Captions captioned() {
        return new Captions(
                photos.stream()
                        .filter(photo -> photo.captions().values().stream().anyMatch(c -> !c.isEmpty()))
                        .toList(),
                remarks);
    }

    /** Places of the pictures with a caption in one language. */
    int[] captioned(String language) {
        return IntStream.range(0, photos.size())
                .filter(p -> !photos.get(p).in(language).isEmpty())
                .toArray();
    }

    /** Fails if a picture's file is missing. */
    Captions requireFiles(Path images, DataFile file) {
        List<String> missing = photos.stream()
                .map(Photo::file)
                .filter(p -> !Files.isRegularFile(p))
                .map(p -> String.valueOf(p.getFileName()))
                .toList();
        if (!missing.isEmpty()) {
            String some = String.join(", ", missing.subList(0, Math.min(3, missing.size())));
            throw new TriptychException(
                    images.toString(),
                    (photos.size() - missing.size()) + " of " + photos.size() + " pictures (missing: " + some
                            + (missing.size() > 3 ? ", …)" : ")"),
                    "every picture that " + file.path() + " names",
                    "give their folder with --images");
        }
        return this;
    }

    private static void choice(DataFile file, String option, TreeSet<String> there, String wanted) {
        if (!there.isEmpty() && !there.contains(wanted)) {
            throw new TriptychException(
                    file.path().toString(), option + "s " + there, "'" + wanted + "'", "choose one with --" + option);
        }
    }
}
