package dev.triptych.index;

import dev.triptych.index.IndexedFiles.Known;
import dev.triptych.space.Passage;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;
import org.jspecify.annotations.Nullable;

/** The one writer of an index. */
final class IndexWriting {
    /** Vectors dominate: 128 MB hold some 50,000 passages of 256 numbers, so that a commit is one segment, seldom two. */
    private static final double BUFFER_MB = 128;
    /** A search visits the graphs of every segment; fewer than Lucene's ten make it faster, and merging a little dearer. */
    private static final double SEGMENTS_PER_TIER = 4;
    /** The most that Lucene allows. What was deleted gives its vectors back when it returns, for instance with the branch that it is of. */
    private static final double DELETED_PERCENT = 50;

    private final IndexWriter writer;
    private final ConcurrentMergeScheduler merging;
    private final int width;
    private final Map<String, Known> files;
    /** Whether everything that was asked for is committed, and something was. */
    private volatile boolean settled;

    private IndexWriting(IndexWriter writer, ConcurrentMergeScheduler merging, int width, Map<String, Known> files) {
        this.writer = writer;
        this.merging = merging;
        this.width = width;
        this.files = files;
    }

    /** Closes the directory if it fails. */
    static IndexWriting open(Directory directory, String where, ModelStamp stamp, boolean anew) throws IOException {
        try {
            boolean fresh = anew;
            if (anew) {
                IndexFolder.clearIfDamaged(directory);
            } else {
                var indexed = IndexFolder.stamp(directory, where);
                indexed.ifPresent(s -> stamp.requireSame(s, where));
                fresh = indexed.isEmpty();
            }
            return opened(directory, stamp, anew, fresh);
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private static IndexWriting opened(Directory directory, ModelStamp stamp, boolean anew, boolean fresh)
            throws IOException {
        TieredMergePolicy merges = new TieredMergePolicy();
        merges.setSegmentsPerTier(SEGMENTS_PER_TIER);
        merges.setDeletesPctAllowed(DELETED_PERCENT);
        ConcurrentMergeScheduler merging = new ConcurrentMergeScheduler();
        IndexWriter writer = new IndexWriter(
                directory,
                new IndexWriterConfig(new WordsAnalyzer())
                        .setOpenMode(fresh ? OpenMode.CREATE : OpenMode.APPEND)
                        .setRAMBufferSizeMB(BUFFER_MB)
                        .setMergePolicy(merges)
                        .setMergeScheduler(merging)
                        .setCommitOnClose(false));
        try {
            writer.setLiveCommitData(stamp.toCommitData().entrySet());
            if (fresh && !anew) {
                writer.commit();
            }
            Map<String, Known> files = new ConcurrentHashMap<>();
            if (!fresh) {
                files.putAll(IndexedFiles.of(directory));
            }
            return new IndexWriting(writer, merging, stamp.width(), files);
        } catch (IOException | RuntimeException e) {
            writer.rollback();
            throw e;
        }
    }

    IndexWriter writer() {
        return writer;
    }

    @Nullable
    Known known(String path) {
        return files.get(path);
    }

    Map<String, Known> files() {
        return Map.copyOf(files);
    }

    void replace(String path, String contentHash, String stamp, List<Passage> passages, float[][] vectors)
            throws IOException {
        if (passages.size() != vectors.length) {
            throw new TriptychException(
                    "file " + path,
                    vectors.length + " vectors",
                    passages.size() + ", one for each passage",
                    "embed all of them");
        }
        List<Document> documents = new ArrayList<>(passages.size() + 1);
        for (int i = 0; i < vectors.length; i++) {
            Passage p = passages.get(i);
            float[] vector = Vectors.unit(vectors[i], width, p.origin().toString());
            documents.add(PassageDocument.of(path, i, p, vector));
        }
        documents.add(PassageDocument.ofFile(path, contentHash, stamp));
        settled = false;
        writer.updateDocuments(key(path), documents);
        files.put(path, new Known(contentHash, stamp));
    }

    void stamp(String path, String stamp) throws IOException {
        Known known = files.get(path);
        if (known == null || known.stamp().equals(stamp)) {
            return;
        }
        Query itsFile = new BooleanQuery.Builder()
                .add(new TermQuery(key(path)), Occur.FILTER)
                .add(new FieldExistsQuery(PassageDocument.FILE), Occur.FILTER)
                .build();
        settled = false;
        writer.updateDocuments(itsFile, List.of(PassageDocument.ofFile(path, known.hash(), stamp)));
        files.put(path, new Known(known.hash(), stamp));
    }

    void remove(String path) throws IOException {
        settled = false;
        writer.deleteDocuments(key(path));
        files.remove(path);
    }

    private static Term key(String path) {
        return new Term(PassageDocument.KEY, PathGlob.key(path));
    }

    void commit() throws IOException {
        settled = true;
        writer.commit();
    }

    void compact() throws IOException {
        writer.forceMerge(1);
        commit();
    }

    /** Without changes since the last commit it waits for merges: cut off each time, they would never come to an end. */
    void close() throws IOException {
        try {
            if (settled && writer.isOpen()) {
                merging.sync();
                writer.commit();
            }
        } finally {
            writer.close();
        }
    }
}
