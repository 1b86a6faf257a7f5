package dev.triptych.evaluate;

import dev.triptych.index.WordsAnalyzer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
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

/** BM25 (Lucene's, k1 1.2, b 0.75) of queries against documents, in memory. */
final class WordScores implements AutoCloseable {
    private static final String WORDS = "words";

    private final ByteBuffersDirectory memory = new ByteBuffersDirectory();
    private final Analyzer analyzer = new WordsAnalyzer();
    private final DirectoryReader reader;
    private final int documents;

    private WordScores(List<String> documents) throws IOException {
        this.documents = documents.size();
        // One thread adds the documents and they are merged into one segment, so Lucene's numbers are the places in the
        // file.
        try (IndexWriter writer = new IndexWriter(memory, new IndexWriterConfig(analyzer))) {
            for (String text : documents) {
                Document document = new Document();
                document.add(new TextField(WORDS, text, Field.Store.NO));
                writer.addDocument(document);
            }
            writer.forceMerge(1);
        }
        this.reader = DirectoryReader.open(memory);
    }

    /** Of passages or sources, with the terms that the index of {@code triptych search} has. */
    static WordScores of(List<String> documents) {
        try {
            return new WordScores(documents);
        } catch (IOException e) {
            throw new UncheckedIOException("an index in memory", e);
        }
    }

    /** {@code [documents]}; 0 where no word is shared. Safe to be asked by several threads. */
    float[] of(String query) {
        try {
            float[] scores = new float[documents];
            for (ScoreDoc hit : new IndexSearcher(reader).search(query(query), documents).scoreDocs) {
                scores[hit.doc] = hit.score;
            }
            return scores;
        } catch (IOException e) {
            throw new UncheckedIOException("an index in memory", e);
        }
    }

    private BooleanQuery query(String sentence) throws IOException {
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

    @Override
    public void close() {
        try {
            reader.close();
            memory.close();
        } catch (IOException e) {
            throw new UncheckedIOException("an index in memory", e);
        }
        analyzer.close();
    }
}
