package dev.triptych.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.triptych.space.TriptychException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The pictures of one split and their captions in one language.
 *
 * @param pictures files, in the order of the rows
 * @param sentences all captions of all pictures
 * @param owners {@code [sentences]} index of each caption's picture
 * @param remarks rows left out
 */
record Captions(List<Path> pictures, List<String> sentences, int[] owners, List<String> remarks) {

    static Captions read(DataFile file, Path images, String split, String language) {
        BadRows bad = new BadRows(file);
        TreeSet<String> splits = new TreeSet<>();
        TreeSet<String> languages = new TreeSet<>();
        List<Path> pictures = new ArrayList<>();
        List<String> sentences = new ArrayList<>();
        List<Integer> owners = new ArrayList<>();
        int silent = 0;
        for (JsonNode row : JsonRows.read(file, bad, List.of("file", "split"))) {
            splits.add(row.path("split").textValue());
            if (!row.path("split").textValue().equals(split)) {
                continue;
            }
            languages.addAll(JsonRows.names(row.path("captions")));
            JsonNode own = row.path("captions").path(language);
            if (own.isEmpty()) {
                silent++;
                continue;
            }
            own.forEach(sentence -> {
                sentences.add(sentence.asText());
                owners.add(pictures.size());
            });
            pictures.add(images.resolve(row.path("file").textValue()));
        }
        choice(file, "split", splits, split);
        choice(file, "language", languages, language);
        bad.requireRows(pictures.size(), "rows with file, split and captions{language: [sentence…]}");
        requireFiles(pictures, images, file);
        List<String> remarks = new ArrayList<>(bad.remarks());
        if (silent > 0) {
            remarks.add(silent + " pictures of split '" + split + "' have no caption in '" + language
                    + "' and are left out");
        }
        return new Captions(
                pictures, sentences, owners.stream().mapToInt(Integer::intValue).toArray(), remarks);
    }

    /** {@code [pictures][]} indices of each picture's captions. */
    int[][] byPicture() {
        List<List<Integer>> lists = new ArrayList<>();
        pictures.forEach(p -> lists.add(new ArrayList<>()));
        for (int sentence = 0; sentence < owners.length; sentence++) {
            lists.get(owners[sentence]).add(sentence);
        }
        return lists.stream()
                .map(l -> l.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    private static void choice(DataFile file, String option, TreeSet<String> there, String wanted) {
        if (!there.isEmpty() && !there.contains(wanted)) {
            throw new TriptychException(
                    file.path().toString(), option + "s " + there, "'" + wanted + "'", "choose one with --" + option);
        }
    }

    private static void requireFiles(List<Path> pictures, Path images, DataFile file) {
        List<String> missing = pictures.stream()
                .filter(p -> !Files.isRegularFile(p))
                .map(p -> String.valueOf(p.getFileName()))
                .toList();
        if (!missing.isEmpty()) {
            String some = String.join(", ", missing.subList(0, Math.min(3, missing.size())));
            throw new TriptychException(
                    images.toString(),
                    (pictures.size() - missing.size()) + " of " + pictures.size() + " pictures (missing: " + some
                            + (missing.size() > 3 ? ", …)" : ")"),
                    "every picture that " + file.path() + " names",
                    "give their folder with --images");
        }
    }
}
