package dev.triptych.index;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.store.Directory;

/** The files that an index knows, with the hashes of their contents. */
final class IndexedFiles {
    private IndexedFiles() {}

    static Map<String, String> of(Directory directory) throws IOException {
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            return of(reader);
        }
    }

    static Map<String, String> of(IndexReader reader) throws IOException {
        Map<String, String> files = new HashMap<>();
        for (LeafReaderContext leaf : reader.leaves()) {
            collect(leaf.reader(), files);
        }
        return files;
    }

    private static void collect(LeafReader reader, Map<String, String> files) throws IOException {
        BinaryDocValues paths = reader.getBinaryDocValues(PassageDocument.FILE);
        BinaryDocValues hashes = reader.getBinaryDocValues(PassageDocument.HASH);
        if (paths == null || hashes == null) {
            return;
        }
        for (int doc = paths.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = paths.nextDoc()) {
            boolean live = reader.getLiveDocs() == null || reader.getLiveDocs().get(doc);
            if (live && hashes.advanceExact(doc)) {
                files.put(PassageDocument.utf8(paths.binaryValue()), PassageDocument.utf8(hashes.binaryValue()));
            }
        }
    }
}
