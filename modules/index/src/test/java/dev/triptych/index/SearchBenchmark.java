package dev.triptych.index;

import dev.triptych.space.Code;
import dev.triptych.space.Fingerprint;
import dev.triptych.space.Modality;
import dev.triptych.space.Origin;
import dev.triptych.space.Passage;
import dev.triptych.space.Picture;
import dev.triptych.space.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.store.FSDirectory;

/**
 * How long a search takes among 100,000 passages (60 % text, 25 % code, 15 % pictures), 256 numbers each, in 1,000 clusters, with 40
 * words each that are as unequally frequent as words are; code has names of such words. All ways of searching take turns on the same queries, so that other
 * work on the machine slows all of them. Arguments: folder (made if absent), number of passages.
 */
final class SearchBenchmark {
    private static final int WIDTH = 256;
    private static final int CLUSTERS = 1000;
    private static final int VOCABULARY = 50_000;
    private static final int PER_FILE = 20;
    private static final int QUERIES = 1000;
    private static final Fingerprint MODEL = new Fingerprint("benchmark", "0".repeat(64));

    private final Random random = new Random(42);
    private final float[][] centres = new float[CLUSTERS][];

    private SearchBenchmark() {
        for (int i = 0; i < CLUSTERS; i++) {
            centres[i] = near(new float[WIDTH], 1);
        }
    }

    public static void main(String[] args) throws IOException {
        Path dir = Path.of(args.length > 0 ? args[0] : "target/search-benchmark");
        int passages = args.length > 1 ? Integer.parseInt(args[1]) : 100_000;
        SearchBenchmark benchmark = new SearchBenchmark();
        if (!Files.exists(dir)) {
            benchmark.fill(dir, passages);
        }
        benchmark.measure(dir);
        if (PassageIndex.describe(dir).segments() > 1) {
            long start = System.nanoTime();
            try (PassageIndex index = PassageIndex.open(dir, MODEL, WIDTH)) {
                index.compact();
            }
            System.out.printf(Locale.ROOT, "compacted in %.0f s%n", (System.nanoTime() - start) / 1e9);
            benchmark.measure(dir);
        }
    }

    private float[] near(float[] centre, double spread) {
        float[] v = new float[WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            v[i] = (float) (centre[i] + spread * random.nextGaussian() / Math.sqrt(WIDTH));
        }
        double squares = 0;
        for (float x : v) {
            squares += (double) x * x;
        }
        for (int i = 0; i < WIDTH; i++) {
            v[i] = (float) (v[i] / Math.sqrt(squares));
        }
        return v;
    }

    private float[] nearSomeCentre() {
        return near(centres[random.nextInt(CLUSTERS)], 0.7);
    }

    /** Rank r has a frequency of about 1/r. */
    private String words(int n) {
        StringBuilder s = new StringBuilder();
        for (int i = 0; i < n; i++) {
            int rank = (int) Math.pow(VOCABULARY, random.nextDouble());
            for (int r = rank; r > 0; r /= 26) {
                s.append((char) ('a' + r % 26));
            }
            s.append(' ');
        }
        return s.toString();
    }

    private Passage passage(int number, String path) {
        String words = words(40);
        int kind = number % 20;
        Origin origin = Origin.file(path).lines(number, number + 10);
        if (kind < 12) {
            return Passage.of(Text.of(words), origin, words);
        }
        if (kind < 17) {
            return Passage.of(Code.java(words), origin.symbol(name(1) + "." + name(3)), words);
        }
        return new Passage(Picture.of(Path.of(path)), origin, words(5), new byte[3000]);
    }

    /** In camel case. */
    private String name(int words) {
        StringBuilder name = new StringBuilder();
        for (String word : words(words).split(" ")) {
            name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return name.toString();
    }

    private void fill(Path dir, int passages) {
        long start = System.nanoTime();
        try (PassageIndex index = PassageIndex.open(dir, MODEL, WIDTH)) {
            for (int at = 0; at < passages; at += PER_FILE) {
                String path = "/data/folder" + at / 1000 + "/file" + at + ".txt";
                List<Passage> all = new ArrayList<>();
                float[][] vectors = new float[PER_FILE][];
                for (int i = 0; i < PER_FILE; i++) {
                    all.add(passage(at + i, path));
                    vectors[i] = nearSomeCentre();
                }
                index.replace(path, "1", all, vectors);
                if ((at / PER_FILE) % 500 == 499) {
                    index.commit();
                }
            }
            index.commit();
        }
        System.out.printf(Locale.ROOT, "%d passages indexed in %.0f s%n", passages, (System.nanoTime() - start) / 1e9);
    }

    private interface Way {
        Object search(float[] vector, String words) throws IOException;
    }

    private void measure(Path dir) throws IOException {
        try (PassageIndex index = PassageIndex.readOnly(dir, MODEL, WIDTH);
                DirectoryReader reader = DirectoryReader.open(FSDirectory.open(dir))) {
            Stats stats = index.stats();
            System.out.printf(
                    Locale.ROOT,
                    "%d passages, %d segments, %d MB%n",
                    stats.passages(),
                    stats.segments(),
                    stats.bytes() >> 20);
            IndexSearcher lucene = new IndexSearcher(reader);
            List<String> names = List.of(
                    "Lucene, vectors only",
                    "semantic",
                    "words",
                    "hybrid",
                    "hybrid, code",
                    "hybrid, pictures",
                    "hybrid, folder",
                    "a name");
            List<Way> ways = List.of(
                    (v, w) -> vectorsOnly(lucene, v),
                    (v, w) -> index.search(Query.semantic(v, 10)),
                    (v, w) -> index.search(Query.words(w, 10)),
                    (v, w) -> index.search(Query.hybrid(w, v, 10)),
                    (v, w) -> index.search(Query.hybrid(w, v, 10).in(Set.of(Modality.CODE))),
                    (v, w) -> index.search(Query.hybrid(w, v, 10).in(Set.of(Modality.IMAGE))),
                    (v, w) -> index.search(Query.hybrid(w, v, 10).under("folder7/**")),
                    (v, w) -> index.search(Query.hybrid(w.replace(" ", ""), v, 10)));
            double[][] ms = new double[ways.size()][QUERIES];
            for (int round = 0; round < 2; round++) {
                for (int q = 0; q < QUERIES; q++) {
                    float[] vector = nearSomeCentre();
                    String words = words(6);
                    for (int w = 0; w < ways.size(); w++) {
                        long start = System.nanoTime();
                        ways.get(w).search(vector, words);
                        ms[w][q] = (System.nanoTime() - start) / 1e6;
                    }
                }
            }
            for (int w = 0; w < ways.size(); w++) {
                Arrays.sort(ms[w]);
                System.out.printf(
                        Locale.ROOT,
                        "%-22s median %.2f ms, p99 %.2f ms, %.2f x vectors only%n",
                        names.get(w),
                        ms[w][QUERIES / 2],
                        ms[w][QUERIES * 99 / 100],
                        ms[w][QUERIES / 2] / ms[0][QUERIES / 2]);
            }
        }
    }

    /** What Lucene needs for the three graphs, and nothing else. */
    private static Map<Modality, Object> vectorsOnly(IndexSearcher lucene, float[] vector) throws IOException {
        Map<Modality, Object> found = new EnumMap<>(Modality.class);
        for (Modality m : Modality.values()) {
            found.put(m, lucene.search(new KnnFloatVectorQuery(PassageDocument.vectorField(m), vector, 32), 32));
        }
        return found;
    }
}
