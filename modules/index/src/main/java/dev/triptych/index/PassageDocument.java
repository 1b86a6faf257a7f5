package dev.triptych.index;

import dev.triptych.space.Code;
import dev.triptych.space.Content;
import dev.triptych.space.Modality;
import dev.triptych.space.Origin;
import dev.triptych.space.Passage;
import dev.triptych.space.Picture;
import dev.triptych.space.Text;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;

/**
 * The shape of the documents in the index: one for every passage, and one for every file, that remembers the hash of its
 * content even if it gave no passage.
 */
final class PassageDocument {
    /** Indexed in both kinds: {@link PathGlob#key} of the path, what deletes and filters go by. */
    static final String KEY = "key";
    /** Doc values of a file's document: the path as it was given. */
    static final String FILE = "file";
    /** Doc values of a file's document. */
    static final String HASH = "hash";
    /** Doc values of a file's document: how it is known without reading it; absent if it was not given. */
    static final String STAMP = "stamp";
    /** Doc values of a passage: breaks ties. */
    static final String ID = "id";
    /** Indexed: the id of a passage whose {@link #BYTES} are kept. */
    static final String KEPT = "kept";

    static final String MODALITY = "modality";
    static final String WORDS = "words";
    /** Indexed: the words of the path. */
    static final String PATH_WORDS = "pathWords";
    /** Indexed: what a symbol and its type are called. */
    static final String NAME = "name";
    /** Doc values: the whole symbol. */
    static final String CALLED = "called";
    /** Doc values of code: see {@link Likeness}. */
    static final String LIKENESS = "likeness";
    /** Doc values of code: tells the declarations of a file apart; the windows of one have the same. */
    static final String UNIT = "unit";
    /** Indexed: see {@link ContentKey}. */
    static final String SAME = "same";

    static final String THUMBNAIL = "thumbnail";
    static final String BYTES = "bytes";
    private static final String PATH = "path";
    private static final String EMBEDDED = "embedded";
    private static final String PLACE = "place";
    private static final String SECTION = "section";
    private static final String SYMBOL = "symbol";
    /** What the content is made of, in the order of its record. */
    private static final String CONTENT = "content";
    /** Only where the words are not the text or the source itself. */
    private static final String OTHER_WORDS = "otherWords";

    private PassageDocument() {}

    /** Each modality has its own graph, so that a search in one needs no filter and a ranking within one is at hand. */
    static String vectorField(Modality m) {
        return "vector." + m.id();
    }

    static Document ofFile(String path, String contentHash, String stamp) {
        Document d = new Document();
        d.add(new StringField(KEY, PathGlob.key(path), Store.NO));
        d.add(new BinaryDocValuesField(FILE, new BytesRef(path)));
        d.add(new BinaryDocValuesField(HASH, new BytesRef(contentHash)));
        if (!stamp.isEmpty()) {
            d.add(new BinaryDocValuesField(STAMP, new BytesRef(stamp)));
        }
        return d;
    }

    static Document of(String path, int number, Passage p, float[] vector) {
        Document d = new Document();
        String key = PathGlob.key(path);
        String id = key + '\0' + String.format(Locale.ROOT, "%08d", number);
        Origin o = p.origin();
        d.add(new StringField(KEY, key, Store.NO));
        d.add(new BinaryDocValuesField(ID, new BytesRef(id)));
        d.add(new StringField(MODALITY, p.modality().id(), Store.YES));
        d.add(new SortedDocValuesField(MODALITY, new BytesRef(p.modality().id())));
        d.add(new KnnFloatVectorField(vectorField(p.modality()), vector, VectorSimilarityFunction.DOT_PRODUCT));
        d.add(new TextField(WORDS, p.words(), Store.NO));
        d.add(new TextField(PATH_WORDS, key, Store.NO));
        ContentKey.of(p.content()).ifPresent(same -> d.add(new StringField(SAME, same, Store.NO)));
        if (!p.words().equals(body(p.content()))) {
            d.add(new StoredField(OTHER_WORDS, p.words()));
        }
        d.add(new StoredField(PATH, o.path()));
        for (String name : o.embedded()) {
            d.add(new StoredField(EMBEDDED, name));
        }
        for (int n : new int[] {o.page(), o.firstLine(), o.lastLine(), o.firstChar(), o.lastChar()}) {
            d.add(new StoredField(PLACE, n));
        }
        d.add(new StoredField(SECTION, o.section()));
        d.add(new StoredField(SYMBOL, o.symbol()));
        if (!o.symbol().isEmpty()) {
            d.add(new TextField(NAME, SymbolMatcher.last(o.symbol(), 2).replace('.', ' '), Store.NO));
            d.add(new BinaryDocValuesField(CALLED, new BytesRef(o.symbol())));
        }
        if (p.thumbnail().length > 0) {
            d.add(new BinaryDocValuesField(THUMBNAIL, new BytesRef(p.thumbnail().clone())));
        }
        addContent(d, id, p);
        return d;
    }

    private static void addContent(Document d, String id, Passage p) {
        if (p.content() instanceof Text t) {
            d.add(new StoredField(CONTENT, t.value()));
        } else if (p.content() instanceof Code c) {
            d.add(new BinaryDocValuesField(LIKENESS, new BytesRef(Likeness.of(c.source()))));
            if (!c.signature().isBlank()) {
                ContentKey.of(new Code(c.language(), "", c.name(), c.signature(), ""))
                        .ifPresent(unit -> d.add(new BinaryDocValuesField(UNIT, unit)));
            }
            for (String part : List.of(c.language(), c.source(), c.name(), c.signature(), c.doc())) {
                d.add(new StoredField(CONTENT, part));
            }
        } else if (p.content() instanceof Picture picture) {
            d.add(new StoredField(CONTENT, picture.name()));
            if (!p.origin().embedded().isEmpty()) {
                // Nobody can open it again by its path.
                d.add(new StringField(KEPT, id, Store.YES));
                d.add(new BinaryDocValuesField(BYTES, new BytesRef(read(picture, p.origin()))));
            }
        }
    }

    private static byte[] read(Picture picture, Origin origin) {
        try {
            return picture.source().read().clone();
        } catch (IOException e) {
            throw new TriptychException("picture " + picture.name() + " of " + origin + ": " + e.getMessage(), e);
        }
    }

    /**
     * The passage that was indexed.
     *
     * @param stored its stored fields
     * @param thumbnail its thumbnail or an empty array
     * @param kept where the bytes of a picture are found that was inside of a document
     */
    static Passage passage(Document stored, byte[] thumbnail, KeptBytes kept) {
        Origin origin = origin(stored);
        String[] parts = stored.getValues(CONTENT);
        Content content =
                switch (Modality.of(stored.get(MODALITY))) {
                    case TEXT -> Text.of(parts[0]);
                    case CODE -> new Code(parts[0], parts[1], parts[2], parts[3], parts[4]);
                    case IMAGE -> new Picture(parts[0], source(stored, origin, kept));
                };
        String words = stored.get(OTHER_WORDS);
        return new Passage(content, origin, words == null ? body(content) : words, thumbnail);
    }

    /** Where a passage stands. */
    static Origin origin(Document stored) {
        int[] place = new int[5];
        var numbers = stored.getFields(PLACE);
        for (int i = 0; i < place.length; i++) {
            place[i] = numbers[i].numericValue().intValue();
        }
        return new Origin(
                stored.get(PATH),
                List.of(stored.getValues(EMBEDDED)),
                place[0],
                place[1],
                place[2],
                place[3],
                place[4],
                stored.get(SECTION),
                stored.get(SYMBOL));
    }

    private static Picture.Source source(Document stored, Origin origin, KeptBytes kept) {
        String id = stored.get(KEPT);
        if (id == null) {
            return () -> Files.readAllBytes(Path.of(origin.path()));
        }
        return () -> kept.read(id);
    }

    private static String body(Content content) {
        if (content instanceof Text t) {
            return t.value();
        }
        return content instanceof Code c ? c.source() : "";
    }

    static String utf8(BytesRef bytes) {
        return new String(bytes.bytes, bytes.offset, bytes.length, StandardCharsets.UTF_8);
    }

    /** Reads the bytes of a picture by the id of its passage. */
    @FunctionalInterface
    interface KeptBytes {
        byte[] read(String id) throws IOException;
    }
}
