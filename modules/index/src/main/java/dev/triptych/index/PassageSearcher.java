package dev.triptych.index;

import dev.triptych.space.Modality;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedDocValues;
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
