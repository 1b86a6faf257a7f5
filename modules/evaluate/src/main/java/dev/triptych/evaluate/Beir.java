package dev.triptych.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A folder as BEIR publishes them (Thakur et al. 2021), of one split.
 *
 * @param data the folder and the digest of the three files
 * @param documents title and text of each document
 * @param queries those with at least one relevant document, in the order of the file
 * @param relevant {@code [queries][]} places of the relevant documents
 * @param grades {@code [queries][]} how relevant each is
 * @param remarks what was left out
 */
record Beir(
        Result.Data data,
        List<String> documents,
        List<String> queries,
        int[][] relevant,
        double[][] grades,
        List<String> remarks) {

    private record Judged(int document, double grade) {}

    static Beir read(Path folder, String split) {
        DataFile corpus = DataFile.read(plainOrGzip(folder, "corpus.jsonl"));
        DataFile asked = DataFile.read(plainOrGzip(folder, "queries.jsonl"));
        DataFile judgements = DataFile.read(judgements(folder, split));

        BadRows badDocuments = new BadRows(corpus);
        Map<String, Integer> places = new HashMap<>();
        List<String> documents = new ArrayList<>();
        for (JsonNode row : JsonRows.read(corpus, badDocuments, List.of("_id", "text"))) {
            if (places.putIfAbsent(row.path("_id").textValue(), documents.size()) == null) {
                documents.add(
                        (row.path("title").asText("") + " " + row.path("text").textValue()).strip());
            }
        }
        badDocuments.requireRows(documents.size(), "rows with _id and text");

        BadRows badJudgements = new BadRows(judgements);
        Map<String, List<Judged>> judged = judged(judgements, places, badJudgements);
        BadRows badQueries = new BadRows(asked);
        List<String> queries = new ArrayList<>();
        List<List<Judged>> answers = new ArrayList<>();
        int unanswered = 0;
        for (JsonNode row : JsonRows.read(asked, badQueries, List.of("_id", "text"))) {
            List<Judged> all = judged.get(row.path("_id").textValue());
            if (all == null) {
                continue;
            }
            if (all.isEmpty()) {
                unanswered++;
                continue;
            }
            queries.add(row.path("text").textValue());
            answers.add(all);
        }
        badJudgements.requireRows(queries.size(), "judgements of queries and documents that are there");
        List<String> remarks = new ArrayList<>(badDocuments.remarks());
        remarks.addAll(badQueries.remarks());
        remarks.addAll(badJudgements.remarks());
        if (unanswered > 0) {
            remarks.add(unanswered + " queries without a relevant document left out");
        }
        return new Beir(
                DataFile.identity(folder, List.of(corpus, asked, judgements)),
                documents,
                queries,
                answers.stream()
                        .map(a -> a.stream().mapToInt(Judged::document).toArray())
                        .toArray(int[][]::new),
                answers.stream()
                        .map(a -> a.stream().mapToDouble(Judged::grade).toArray())
                        .toArray(double[][]::new),
                remarks);
    }

    /** Relevant documents of every query that was judged; those of grade 0 are judged and not relevant. */
    private static Map<String, List<Judged>> judged(DataFile file, Map<String, Integer> places, BadRows bad) {
        Map<String, List<Judged>> judged = new LinkedHashMap<>();
        for (Rows.Row row : Rows.read(file, List.of("query-id", "corpus-id", "score"), Map.of(), bad)) {
            Integer place = places.get(row.cell(1));
            double grade;
            try {
                grade = Double.parseDouble(row.cell(2));
            } catch (NumberFormatException e) {
                bad.add(row.line(), "score is '" + row.cell(2) + "', not a number");
                continue;
            }
            if (place == null) {
                bad.add(row.line(), "no document '" + row.cell(1) + "'");
                continue;
            }
            List<Judged> all = judged.computeIfAbsent(row.cell(0), q -> new ArrayList<>());
            if (grade > 0) {
                all.add(new Judged(place, grade));
            }
        }
        return judged;
    }

    private static Path plainOrGzip(Path folder, String name) {
        Path plain = folder.resolve(name);
        Path gzip = folder.resolve(name + ".gz");
        if (!Files.exists(plain) && !Files.exists(gzip)) {
            throw new TriptychException(
                    folder.toString(),
                    "no " + name + " and no " + name + ".gz",
                    "a folder as BEIR publishes them: corpus.jsonl, queries.jsonl, qrels/SPLIT.tsv",
                    "check the path");
        }
        return Files.exists(plain) ? plain : gzip;
    }

    private static Path judgements(Path folder, String split) {
        Path file = folder.resolve("qrels").resolve(split + ".tsv");
        if (Files.exists(file)) {
            return file;
        }
        try (Stream<Path> there = Files.list(folder.resolve("qrels"))) {
            throw new TriptychException(
                    folder.resolve("qrels").toString(),
                    "the splits "
                            + there.map(p -> p.getFileName().toString().replace(".tsv", ""))
                                    .sorted()
                                    .toList(),
                    "'" + split + "'",
                    "choose one with --split");
        } catch (IOException e) {
            throw new TriptychException(folder + ": no folder qrels with " + split + ".tsv", e);
        }
    }
}
