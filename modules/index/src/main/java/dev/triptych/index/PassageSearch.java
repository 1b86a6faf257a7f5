package dev.triptych.index;

import dev.triptych.space.Modality;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.util.BytesRef;

/** Answers one query on one state of the index. */
final class PassageSearch {
    /**
     * Candidates per ranking are at least this many: of 60,000 passages the graph then finds .999 of the ten nearest (.975 with 20),
     * and each further place costs time.
     */
    private static final int LEAST_DEPTH = 32;
    /**
     * Passages that share only frequent words with the query fill every list by words to its end. Below this part of the best BM25 score words have not found anything.
     */
    private static final double NOISE = 0.25;
    /** Evidence is the mean of that many cosines, so that one odd passage does not speak for its modality. */
    private static final int WITNESSES = 3;
    /** Among so few passages more than one that fits cannot be expected. */
    private static final int FEW = 20;

    private final PassageSearcher searcher;
    private final Analyzer analyzer;
    private final Query query;
    private final Map<Integer, Candidate> candidates = new LinkedHashMap<>();

    PassageSearch(PassageSearcher searcher, Analyzer analyzer, Query query) {
        this.searcher = searcher;
        this.analyzer = analyzer;
        this.query = query;
    }

    /** The best candidates, at most k, best first. */
    List<Candidate> run() throws IOException {
        int passages = searcher.getIndexReader().maxDoc();
        if (passages == 0) {
            return List.of();
        }
        Optional<org.apache.lucene.search.Query> files = PathGlob.query(query.pathGlob(), PassageDocument.KEY);
        if (!query.byMeaning()) {
            return first(byWords(files, Math.min(query.k(), passages), 0));
        }
        // Hits that only one ranking knows at its end must not be lost for want of places in the other.
        int depth = (int) Math.min(passages, Math.max(LEAST_DEPTH, 2L * query.k()));
        Map<Modality, Double> evidence = new EnumMap<>(Modality.class);
        Map<Modality, Double> deviations = new EnumMap<>(Modality.class);
        for (Modality m : Modality.values()) {
            if (query.wants(m)) {
                byMeaning(m, files, depth, evidence, deviations);
            }
        }
        Map<Modality, Double> bm25 = new EnumMap<>(Modality.class);
        if (query.byWords()) {
            for (Candidate c : byWords(files, depth, NOISE)) {
                bm25.merge(c.modality, c.bm25, Math::max);
            }
        }
        return first(Fusion.fuse(
                candidates.values(),
                deviations,
                Spacing.of(evidence, bm25),
                clearestFirst(evidence).thenComparing(c -> id(c.doc), Arrays::compareUnsigned)));
    }

    /** Modalities that answer equally clearly have hits of the same score at every rank. */
    private static Comparator<Candidate> clearestFirst(Map<Modality, Double> evidence) {
        return Comparator.comparingDouble(c -> -evidence.getOrDefault(c.modality, Double.NEGATIVE_INFINITY));
    }

    private void byMeaning(
            Modality m,
            Optional<org.apache.lucene.search.Query> files,
            int depth,
            Map<Modality, Double> evidence,
            Map<Modality, Double> deviations)
            throws IOException {
        var knn = new KnnFloatVectorQuery(PassageDocument.vectorField(m), query.vector(), depth, files.orElse(null));
        ScoreDoc[] found = searcher.ordered(searcher.search(knn, depth).scoreDocs);
        int rank = 0;
        for (ScoreDoc d : found) {
            Candidate c = candidates.computeIfAbsent(d.doc, doc -> new Candidate(doc, m));
            c.semanticRank = ++rank;
            c.cosine = cosine(d.score);
        }
        if (rank > 0) {
            double[] best = Arrays.stream(found)
                    .limit(Math.min(WITNESSES, 1 + found.length / FEW))
                    .mapToDouble(d -> cosine(d.score))
                    .toArray();
            Background background = searcher.background();
            Optional<Background.Usual> usual = background.usual(m, query.vector());
            evidence.put(m, usual.map(u -> background.evidence(m, u, best)).orElse(0.0));
            usual.ifPresent(u -> deviations.put(m, u.deviation()));
        }
    }

    /** Lucene's score of unit vectors is (1 + cosine) / 2. */
    private static double cosine(float score) {
        return 2.0 * score - 1;
    }

    private Collection<Candidate> byWords(Optional<org.apache.lucene.search.Query> files, int depth, double noise)
            throws IOException {
        Optional<BooleanQuery> words =
                WordQuery.of(query.words(), PassageDocument.WORDS, analyzer, searcher.getIndexReader());
        Map<Integer, Candidate> found = new LinkedHashMap<>();
        if (words.isEmpty()) {
            return found.values();
        }
        BooleanQuery.Builder all = new BooleanQuery.Builder().add(words.get(), Occur.MUST);
        files.ifPresent(f -> all.add(f, Occur.FILTER));
        if (!query.modalities().isEmpty()) {
            List<BytesRef> wanted =
                    query.modalities().stream().map(m -> new BytesRef(m.id())).toList();
            all.add(new TermInSetQuery(PassageDocument.MODALITY, wanted), Occur.FILTER);
        }
        ScoreDoc[] hits =
                searcher.ordered(searcher.search(all.build(), new TopScoreDocCollectorManager(depth, depth)).scoreDocs);
        Map<Modality, Integer> ranks = new EnumMap<>(Modality.class);
        for (ScoreDoc d : hits) {
            if (d.score < noise * hits[0].score) {
                break;
            }
            Candidate known = candidates.get(d.doc);
            Candidate c = known == null ? new Candidate(d.doc, searcher.modality(d.doc)) : known;
            candidates.put(d.doc, c);
            found.put(d.doc, c);
            c.wordsRank = ranks.merge(c.modality, 1, Integer::sum);
            c.bm25 = d.score;
            c.score = d.score;
        }
        return found.values();
    }

    private List<Candidate> first(Collection<Candidate> ranked) {
        return ranked.stream().limit(query.k()).toList();
    }

    private byte[] id(int doc) {
        try {
            return searcher.id(doc);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
