package dev.triptych.index;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.store.Directory;

/** The files that an index knows, with the hashes of their contents and their stamps. */
final class IndexedFiles {
    private IndexedFiles() {}

    /** @param stamp empty if there is none */
    record Known(String hash, String stamp) {}

    static Map<String, Known> of(Directory directory) throws IOException {
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            return of(reader);
        }
    }

    static Map<String, Known> of(IndexReader reader) throws IOException {
        Map<String, Known> files = new HashMap<>();
        for (LeafReaderContext leaf : reader.leaves()) {
            collect(leaf.reader(), files);
        }
        return files;
    }

    private static void collect(LeafReader reader, Map<String, Known> files) throws IOException {
        BinaryDocValues paths = reader.getBinaryDocValues(PassageDocument.FILE);
        BinaryDocValues hashes = reader.getBinaryDocValues(PassageDocument.HASH);
        BinaryDocValues stamps = DocValues.getBinary(reader, PassageDocument.STAMP);
        if (paths == null || hashes == null) {
            return;
        }
        for (int doc = paths.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = paths.nextDoc()) {
            boolean live = reader.getLiveDocs() == null || reader.getLiveDocs().get(doc);
            if (live && hashes.advanceExact(doc)) {
                String stamp = stamps.advanceExact(doc) ? PassageDocument.utf8(stamps.binaryValue()) : "";
                files.put(
                        PassageDocument.utf8(paths.binaryValue()),
                        new Known(PassageDocument.utf8(hashes.binaryValue()), stamp));
            }
        }
    }
}
