package dev.triptych.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.TermQuery;

/** Turns plain words into a query: any of them may match, rare ones weigh more; no character is syntax. */
final class WordQuery {
    /**
     * A query by code can hold hundreds of identifiers; beyond this many only the rarest are asked for. BM25 gives the others
     * little weight and the query stays within a millisecond or two.
     */
    static final int MAX_TERMS = 48;

    private WordQuery() {}

    /** Empty when the words hold nothing that the index knows. */
    static Optional<BooleanQuery> of(String words, String field, Analyzer analyzer, IndexReader reader)
            throws IOException {
        record Counted(Term term, int documents) {}
        List<Counted> known = new ArrayList<>();
        for (String term : terms(words, field, analyzer)) {
            Term t = new Term(field, term);
            int n = reader.docFreq(t);
            if (n > 0) {
                known.add(new Counted(t, n));
            }
        }
        known.sort(Comparator.comparingInt(Counted::documents).thenComparing(Counted::term));
        if (known.isEmpty()) {
            return Optional.empty();
        }
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        for (Counted c : known.subList(0, Math.min(MAX_TERMS, known.size()))) {
            any.add(new TermQuery(c.term()), Occur.SHOULD);
        }
        return Optional.of(any.build());
    }

    static Set<String> terms(String words, String field, Analyzer analyzer) throws IOException {
        Set<String> terms = new LinkedHashSet<>();
        try (TokenStream tokens = analyzer.tokenStream(field, words)) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                terms.add(term.toString());
            }
            tokens.end();
        }
        return terms;
    }
}
