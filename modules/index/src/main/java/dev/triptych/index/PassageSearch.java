package dev.triptych.index;

import dev.triptych.space.Modality;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
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
    /** Words of a path are a hint: far less than the same words in the passage. */
    private static final float PATH = 0.2f;
    /** Behind so many copies nobody looks for something else. */
    private static final int DEEPEST = 2000;
    /** Evidence is the mean of that many cosines, so that one odd passage does not speak for its modality. */
    private static final int WITNESSES = 3;
    /** Among so few passages more than one that fits cannot be expected. */
    private static final int FEW = 20;

    private final PassageSearcher searcher;
    private final Analyzer analyzer;
    private final Query query;
    private final Optional<org.apache.lucene.search.Query> files;
    private final Map<Integer, Candidate> candidates = new LinkedHashMap<>();
    /** Whether some of them stand behind others. */
    private boolean folded;

    PassageSearch(PassageSearcher searcher, Analyzer analyzer, Query query) throws IOException {
        this.searcher = searcher;
        this.analyzer = analyzer;
        this.query = query;
        this.files = PathGlob.query(query.pathGlob(), PassageDocument.KEY);
    }

    /** The best candidates, at most k, best first; copies of code stand with the best of them, and of a function its best window. */
    List<Candidate> run() throws IOException {
        int passages = searcher.getIndexReader().maxDoc();
        // Hits that only one ranking knows at its end must not be lost for want of places in the other.
        long depth = Math.max(LEAST_DEPTH, 2L * query.k());
        while (passages > 0) {
            candidates.clear();
            folded = false;
            List<Candidate> ranked = ranked((int) Math.min(passages, depth));
            if (ranked.size() >= query.k() || !folded || depth >= Math.min(passages, DEEPEST)) {
                return ranked.subList(0, Math.min(query.k(), ranked.size()));
            }
            // So many copies that the answer would be too short.
            depth *= 4;
        }
        return List.of();
    }

    private List<Candidate> ranked(int depth) throws IOException {
        if (!query.byMeaning()) {
            return unlike(byWords(depth, 0));
        }
        Map<Modality, Double> evidence = new EnumMap<>(Modality.class);
        Map<Modality, Double> deviations = new EnumMap<>(Modality.class);
        for (Modality m : Modality.values()) {
            if (query.wants(m)) {
                byMeaning(m, depth, evidence, deviations);
            }
        }
        Map<Modality, Double> bm25 = new EnumMap<>(Modality.class);
        if (query.byWords()) {
            for (Candidate c : byWords(depth, NOISE)) {
                bm25.merge(c.modality, c.bm25, Math::max);
            }
            if (query.wants(Modality.CODE)) {
                byName(depth);
            }
        }
        return Fusion.fuse(
                candidates.values(),
                deviations,
                Spacing.of(evidence, bm25),
                this::unlike,
                clearestFirst(evidence).thenComparing(c -> bytes(c.doc, PassageDocument.ID), Arrays::compareUnsigned));
    }

    /** Finds code that is called as the query says, and says of all code how well name and place fit. */
    private void byName(int depth) throws IOException {
        SymbolMatcher symbols = new SymbolMatcher(query.names(), searcher::rarityInNames);
        Optional<org.apache.lucene.search.Query> named = NameQuery.of(symbols);
        if (named.isPresent()) {
            for (ScoreDoc d : searcher.search(within(named.get(), Set.of(Modality.CODE)), depth).scoreDocs) {
                candidates.computeIfAbsent(d.doc, doc -> new Candidate(doc, Modality.CODE));
            }
        }
        List<Place> places = Place.notAskedFor(query.words());
        for (Candidate c : candidates.values()) {
            if (c.modality == Modality.CODE) {
                c.symbol = symbols.match(SymbolMatcher.Symbol.of(searcher.symbol(c.doc)));
                c.place = Place.of(searcher.path(c.doc), places);
            }
        }
    }

    /** Each candidate that is no other window of the same function, and not nearly the same code, as a better one. */
    private List<Candidate> unlike(Collection<Candidate> ranked) {
        List<Candidate> unlike = new ArrayList<>();
        Set<String> units = new HashSet<>();
        Map<Candidate, byte[]> signatures = new LinkedHashMap<>();
        for (Candidate c : ranked) {
            if (!unit(c).map(units::add).orElse(true)) {
                folded = true;
                continue;
            }
            byte[] own = c.modality == Modality.CODE ? bytes(c.doc, PassageDocument.LIKENESS) : new byte[0];
            Optional<Candidate> better = signatures.entrySet().stream()
                    .filter(e -> Likeness.alike(e.getValue(), own))
                    .map(Map.Entry::getKey)
                    .findFirst();
            if (better.isPresent()) {
                better.get().like.add(c);
                folded = true;
            } else {
                unlike.add(c);
                if (own.length > 0) {
                    signatures.put(c, own);
                }
            }
        }
        return unlike;
    }

    private Optional<String> unit(Candidate c) {
        byte[] unit = c.modality == Modality.CODE ? bytes(c.doc, PassageDocument.UNIT) : new byte[0];
        try {
            return unit.length == 0
                    ? Optional.empty()
                    : Optional.of(searcher.path(c.doc) + '\0' + HexFormat.of().formatHex(unit));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Modalities that answer equally clearly have hits of the same score at every rank. */
    private static Comparator<Candidate> clearestFirst(Map<Modality, Double> evidence) {
        return Comparator.comparingDouble(c -> -evidence.getOrDefault(c.modality, Double.NEGATIVE_INFINITY));
    }

    private void byMeaning(Modality m, int depth, Map<Modality, Double> evidence, Map<Modality, Double> deviations)
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

    private Collection<Candidate> byWords(int depth, double noise) throws IOException {
        BooleanQuery.Builder words = new BooleanQuery.Builder();
        WordQuery.of(query.words(), PassageDocument.WORDS, analyzer, searcher.getIndexReader())
                .ifPresent(w -> words.add(w, Occur.SHOULD));
        WordQuery.of(query.words(), PassageDocument.PATH_WORDS, analyzer, searcher.getIndexReader())
                .ifPresent(w -> words.add(new BoostQuery(w, PATH), Occur.SHOULD));
        Map<Integer, Candidate> found = new LinkedHashMap<>();
        ScoreDoc[] hits = searcher.ordered(searcher.search(
                        within(words.build(), query.modalities()), new TopScoreDocCollectorManager(depth, depth))
                .scoreDocs);
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

    /** The query in the files that are asked for and in these modalities; the empty set means all. */
    private org.apache.lucene.search.Query within(org.apache.lucene.search.Query words, Set<Modality> modalities) {
        BooleanQuery.Builder all = new BooleanQuery.Builder().add(words, Occur.MUST);
        files.ifPresent(f -> all.add(f, Occur.FILTER));
        if (!modalities.isEmpty()) {
            List<BytesRef> wanted =
                    modalities.stream().map(m -> new BytesRef(m.id())).toList();
            all.add(new TermInSetQuery(PassageDocument.MODALITY, wanted), Occur.FILTER);
        }
        return all.build();
    }

    private byte[] bytes(int doc, String field) {
        try {
            return searcher.bytes(doc, field);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
