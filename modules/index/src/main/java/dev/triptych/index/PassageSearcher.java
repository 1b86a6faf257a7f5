package dev.triptych.index;

import dev.triptych.space.Modality;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.util.BytesRef;

/** One state of the index, open for searching, with what is worth knowing about it beforehand. */
final class PassageSearcher extends IndexSearcher {
    private final Background background;

    PassageSearcher(IndexReader reader) throws IOException {
        super(reader);
        background = new Background(reader);
    }

    Background background() {
        return background;
    }

    Modality modality(int doc) throws IOException {
        LeafReaderContext leaf = leaf(doc);
        SortedDocValues values = leaf.reader().getSortedDocValues(PassageDocument.MODALITY);
        if (values == null || !values.advanceExact(doc - leaf.docBase)) {
            throw new IllegalStateException("document " + doc + " is not a passage");
        }
        return Modality.of(values.lookupOrd(values.ordValue()).utf8ToString());
    }

    /**
     * The vector of a passage with this {@link ContentKey}. Also of one that was deleted, as long as its segment has not been merged: after
     * a change of branches and back all of them are there.
     */
    Optional<float[]> vector(BytesRef same, Modality m) throws IOException {
        for (LeafReaderContext leaf : getIndexReader().leaves()) {
            Terms terms = leaf.reader().terms(PassageDocument.SAME);
            FloatVectorValues vectors = leaf.reader().getFloatVectorValues(PassageDocument.vectorField(m));
            if (terms == null || vectors == null) {
                continue;
            }
            TermsEnum term = terms.iterator();
            if (term.seekExact(same)) {
                int doc = term.postings(null, PostingsEnum.NONE).nextDoc();
                if (vectors.advance(doc) == doc) {
                    return Optional.of(vectors.vectorValue().clone());
                }
            }
        }
        return Optional.empty();
    }

    /** The path of a passage's file, as {@link PathGlob#key} has it. */
    String path(int doc) throws IOException {
        String id = new String(id(doc), StandardCharsets.UTF_8);
        return id.substring(0, Math.max(0, id.indexOf('\0')));
    }

    /** What a passage is called, or the empty string. */
    String symbol(int doc) throws IOException {
        return new String(bytes(doc, PassageDocument.CALLED), StandardCharsets.UTF_8);
    }

    /** Of a word among the names of symbols; 0 if it is in none. */
    double rarityInNames(String word) {
        try {
            int with = getIndexReader().docFreq(new Term(PassageDocument.NAME, word));
            int all = getIndexReader().getDocCount(PassageDocument.NAME);
            return with == 0 ? 0 : SymbolMatcher.rarity(with, all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes that a document keeps in a field, or an empty array. */
    byte[] bytes(int doc, String field) throws IOException {
        LeafReaderContext leaf = leaf(doc);
        BinaryDocValues values = leaf.reader().getBinaryDocValues(field);
        if (values == null || !values.advanceExact(doc - leaf.docBase)) {
            return new byte[0];
        }
        BytesRef b = values.binaryValue();
        return Arrays.copyOfRange(b.bytes, b.offset, b.offset + b.length);
    }

    /** Highest score first; equal ones in the order of their ids, which does not depend on how the index is cut. */
    ScoreDoc[] ordered(ScoreDoc[] found) throws IOException {
        record Keyed(ScoreDoc doc, byte[] id) {}
        List<Keyed> keyed = new ArrayList<>(found.length);
        for (int i = 0; i < found.length; i++) {
            boolean tied = (i > 0 && found[i - 1].score == found[i].score)
                    || (i + 1 < found.length && found[i + 1].score == found[i].score);
            keyed.add(new Keyed(found[i], tied ? id(found[i].doc) : new byte[0]));
        }
        keyed.sort(Comparator.<Keyed>comparingDouble(k -> -k.doc().score)
                .thenComparing(Keyed::id, Arrays::compareUnsigned));
        return keyed.stream().map(Keyed::doc).toArray(ScoreDoc[]::new);
    }

    byte[] id(int doc) throws IOException {
        return bytes(doc, PassageDocument.ID);
    }

    private LeafReaderContext leaf(int doc) {
        return getIndexReader()
                .leaves()
                .get(ReaderUtil.subIndex(doc, getIndexReader().leaves()));
    }
}
