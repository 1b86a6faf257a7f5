package dev.triptych.index;

import dev.triptych.index.IndexedFiles.Known;
import dev.triptych.space.Content;
import dev.triptych.space.Modality;
import dev.triptych.space.Origin;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.BytesRef;

/** The reading side of an index: the state of the last commit, shared by all searches. */
final class IndexReading {
    private final SearcherManager searchers;
    private final Directory directory;
    private final Analyzer analyzer = new WordsAnalyzer();

    private IndexReading(SearcherManager searchers, Directory directory) {
        this.searchers = searchers;
        this.directory = directory;
    }

    /** Beside a writer: sees what was committed when {@link #refresh} was last called. */
    static IndexReading of(IndexWriting writing, Directory directory) throws IOException {
        return new IndexReading(new SearcherManager(writing.writer(), new Passages(stamp -> {})), directory);
    }

    /** On its own; every commit that it comes to see must be of the model. */
    static IndexReading of(Directory directory, String where, ModelStamp stamp) throws IOException {
        Passages passages = new Passages(reader ->
                stamp.requireSame(ModelStamp.of(reader.getIndexCommit().getUserData(), where), where));
        return new IndexReading(new SearcherManager(directory, passages), directory);
    }

    boolean refresh() throws IOException {
        PassageSearcher before = acquire();
        try {
            searchers.maybeRefreshBlocking();
            PassageSearcher after = acquire();
            searchers.release(after);
            return before != after;
        } finally {
            searchers.release(before);
        }
    }

    List<Hit> search(Query query) throws IOException {
        PassageSearcher s = acquire();
        try {
            StoredFields stored = s.storedFields();
            List<Hit> hits = new ArrayList<>();
            for (Candidate c : new PassageSearch(s, analyzer, query).run()) {
                Document d = stored.document(c.doc);
                byte[] thumbnail =
                        c.modality == Modality.IMAGE ? s.bytes(c.doc, PassageDocument.THUMBNAIL) : new byte[0];
                List<Origin> like = new ArrayList<>();
                for (Candidate other : c.like) {
                    like.add(PassageDocument.origin(stored.document(other.doc)));
                }
                hits.add(new Hit(PassageDocument.passage(d, thumbnail, this::keptBytes), c.score, c.why(), like));
            }
            return List.copyOf(hits);
        } finally {
            searchers.release(s);
        }
    }

    private byte[] keptBytes(String id) throws IOException {
        PassageSearcher s;
        try {
            s = acquire();
        } catch (AlreadyClosedException e) {
            throw new IOException("the index that keeps the picture is closed", e);
        }
        try {
            ScoreDoc[] found = s.search(new TermQuery(new Term(PassageDocument.KEPT, id)), 1).scoreDocs;
            if (found.length == 0) {
                throw new FileNotFoundException("the picture is no longer in the index");
            }
            return s.bytes(found[0].doc, PassageDocument.BYTES);
        } finally {
            searchers.release(s);
        }
    }

    List<Optional<float[]>> vectors(List<? extends Content> contents) throws IOException {
        PassageSearcher s = acquire();
        try {
            List<Optional<float[]>> vectors = new ArrayList<>(contents.size());
            for (Content content : contents) {
                Optional<BytesRef> same = ContentKey.of(content);
                vectors.add(same.isEmpty() ? Optional.empty() : s.vector(same.get(), content.modality()));
            }
            return vectors;
        } finally {
            searchers.release(s);
        }
    }

    Map<String, Known> files() throws IOException {
        PassageSearcher s = acquire();
        try {
            return Map.copyOf(IndexedFiles.of(s.getIndexReader()));
        } finally {
            searchers.release(s);
        }
    }

    Stats stats(ModelStamp stamp) throws IOException {
        PassageSearcher s = acquire();
        try {
            Map<Modality, Long> passages = new EnumMap<>(Modality.class);
            long all = 0;
            for (Modality m : Modality.values()) {
                long n = s.count(new TermQuery(new Term(PassageDocument.MODALITY, m.id())));
                passages.put(m, n);
                all += n;
            }
            IndexReader reader = s.getIndexReader();
            return new Stats(
                    reader.numDocs() - all,
                    all,
                    passages,
                    reader.leaves().size(),
                    bytes(),
                    stamp.model(),
                    stamp.width());
        } finally {
            searchers.release(s);
        }
    }

    private long bytes() throws IOException {
        long bytes = 0;
        for (String file : directory.listAll()) {
            bytes += length(file);
        }
        return bytes;
    }

    private long length(String file) throws IOException {
        try {
            return directory.fileLength(file);
        } catch (NoSuchFileException | FileNotFoundException e) {
            return 0; // A writer has merged it away meanwhile.
        }
    }

    private PassageSearcher acquire() throws IOException {
        return (PassageSearcher) searchers.acquire();
    }

    void close() throws IOException {
        searchers.close();
    }

    void closeDirectory() throws IOException {
        directory.close();
    }

    /** Prepares each new state of the index once. */
    private static final class Passages extends SearcherFactory {
        private final Check check;

        Passages(Check check) {
            this.check = check;
        }

        @Override
        public IndexSearcher newSearcher(IndexReader reader, @org.jspecify.annotations.Nullable IndexReader previous)
                throws IOException {
            check.accept((DirectoryReader) reader);
            return new PassageSearcher(reader);
        }
    }

    @FunctionalInterface
    private interface Check {
        void accept(DirectoryReader reader) throws IOException;
    }
}
