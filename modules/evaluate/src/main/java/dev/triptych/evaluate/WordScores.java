package dev.triptych.evaluate;

import dev.triptych.space.Code;
import dev.triptych.space.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.core.LowerCaseFilterFactory;
import org.apache.lucene.analysis.core.WhitespaceTokenizerFactory;
import org.apache.lucene.analysis.custom.CustomAnalyzer;
import org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilterFactory;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;

/** BM25 (Lucene's, k1 1.2, b 0.75) of sentences against methods, in memory. */
final class WordScores {
    private static final String WORDS = "words";

    private WordScores() {}

    /** {@code [queries][codes]}; 0 where no word is shared. */
    static float[][] of(List<Text> queries, List<Code> codes) {
        try (ByteBuffersDirectory memory = new ByteBuffersDirectory();
                Analyzer analyzer = identifiers()) {
            // One thread adds the methods and they are merged into one segment, so Lucene's numbers are the places in
            // the file.
            try (IndexWriter writer = new IndexWriter(memory, new IndexWriterConfig(analyzer))) {
                for (Code code : codes) {
                    Document document = new Document();
                    document.add(new TextField(WORDS, code.source(), Field.Store.NO));
                    writer.addDocument(document);
                }
                writer.forceMerge(1);
            }
            try (DirectoryReader reader = DirectoryReader.open(memory)) {
                IndexSearcher searcher = new IndexSearcher(reader);
                float[][] scores = new float[queries.size()][codes.size()];
                for (int q = 0; q < scores.length; q++) {
                    BooleanQuery query = query(analyzer, queries.get(q).value());
                    for (ScoreDoc hit : searcher.search(query, codes.size()).scoreDocs) {
                        scores[q][hit.doc] = hit.score;
                    }
                }
                return scores;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("an index in memory", e);
        }
    }

    private static BooleanQuery query(Analyzer analyzer, String sentence) throws IOException {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        try (TokenStream tokens = analyzer.tokenStream(WORDS, sentence)) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                query.add(new TermQuery(new Term(WORDS, term.toString())), BooleanClause.Occur.SHOULD);
            }
            tokens.end();
        } catch (IndexSearcher.TooManyClauses e) {
            // A query of a thousand words: the first thousand say what is meant.
            return query.build();
        }
        return query.build();
    }

    /** Words, and the parts of {@code camelCase} and {@code snake_case} names, in lower case. */
    private static Analyzer identifiers() throws IOException {
        return CustomAnalyzer.builder()
                .withTokenizer(WhitespaceTokenizerFactory.class)
                .addTokenFilter(
                        WordDelimiterGraphFilterFactory.class,
                        new HashMap<>(
                                Map.of("generateWordParts", "1", "generateNumberParts", "1", "splitOnCaseChange", "1")))
                .addTokenFilter(LowerCaseFilterFactory.class)
                .build();
    }
}
