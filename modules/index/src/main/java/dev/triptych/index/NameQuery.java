package dev.triptych.index;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/** Symbols that are called as a query says: they have all its words, or begin as the identifier that it is. */
final class NameQuery {
    /** Nobody names a method with more words; a sentence finds by meaning and by its words. */
    private static final int MOST_WORDS = 6;

    private NameQuery() {}

    /** Empty for a sentence and for words that are in no name. */
    static Optional<Query> of(SymbolMatcher symbols) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        Set<String> words = symbols.askedOfNames();
        if (!words.isEmpty() && words.size() <= MOST_WORDS) {
            BooleanQuery.Builder all = new BooleanQuery.Builder();
            words.forEach(w -> all.add(new TermQuery(new Term(PassageDocument.NAME, w)), Occur.MUST));
            any.add(all.build(), Occur.SHOULD);
        }
        String typed = SymbolMatcher.last(symbols.identifier(), 1).toLowerCase(Locale.ROOT);
        if (typed.length() >= SymbolMatcher.SHORTEST_BEGINNING) {
            Query begins = new PrefixQuery(new Term(PassageDocument.NAME, typed));
            any.add(new ConstantScoreQuery(begins), Occur.SHOULD);
        }
        BooleanQuery query = any.build();
        return query.clauses().isEmpty() ? Optional.empty() : Optional.of(query);
    }
}
