package dev.triptych.index;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.core.FlattenGraphFilter;
import org.apache.lucene.analysis.en.EnglishMinimalStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;

/**
 * Cuts text and code into the terms that BM25 counts.
 *
 * <p>Words follow UAX #29. An identifier gives its parts and itself ({@code readUtf8_line}: {@code read}, {@code utf},
 * {@code 8}, {@code line}, {@code readutf8_line}). Case and accents are folded and a plural s is dropped, so that
 * {@code Größe}, {@code grosse} and {@code files}, {@code File} meet; Chinese, Japanese and Korean give pairs of
 * characters. There is no stop list, since what means nothing in one language means something in another.
 */
public final class WordsAnalyzer extends Analyzer {
    private static final int PARTS = WordDelimiterGraphFilter.GENERATE_WORD_PARTS
            | WordDelimiterGraphFilter.GENERATE_NUMBER_PARTS
            | WordDelimiterGraphFilter.SPLIT_ON_CASE_CHANGE
            | WordDelimiterGraphFilter.SPLIT_ON_NUMERICS
            | WordDelimiterGraphFilter.STEM_ENGLISH_POSSESSIVE;

    private final int flags;

    public WordsAnalyzer() {
        this(true);
    }

    /** @param whole whether an identifier also gives itself */
    WordsAnalyzer(boolean whole) {
        flags = whole ? PARTS | WordDelimiterGraphFilter.PRESERVE_ORIGINAL : PARTS;
    }

    @Override
    protected TokenStreamComponents createComponents(String field) {
        Tokenizer words = new StandardTokenizer();
        TokenStream s = new CJKBigramFilter(new CJKWidthFilter(words));
        s = new FlattenGraphFilter(new WordDelimiterGraphFilter(s, flags, null));
        s = new ASCIIFoldingFilter(new LowerCaseFilter(s));
        return new TokenStreamComponents(words, new EnglishMinimalStemFilter(s));
    }
}
