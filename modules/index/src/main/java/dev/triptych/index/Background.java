package dev.triptych.index;

import dev.triptych.space.Modality;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.VectorUtil;

/**
 * How near a query is to passages of a modality that have nothing to do with it: cosines to a sample of them.
 *
 * <p>Vectors of two modalities stand apart even if they mean the same (Liang et al. 2022, "Mind the Gap"), so a cosine says
 * little before it is known what is usual between query and modality.
 */
final class Background {
    /** 256 give the deviation to about 7 %; three times as many dot products are few beside a graph search. */
    private static final int SAMPLE = 256;
    /**
     * A modality with a handful of passages has no background of its own. As if there were three more passages, of random
     * directions: their cosines to the query have mean 0; deviation 1 / sqrt(width) if all directions are used alike, which
     * no trained space does, so twice that.
     */
    private static final int PRIOR = 3;

    /** Deviations beyond so many times those of random directions are not those of a background. */
    private static final double WIDEST = 2;

    /** Median absolute deviation to standard deviation, for the normal distribution. */
    private static final double NORMAL = 1.4826;

    private final Map<Modality, float[][]> samples = new EnumMap<>(Modality.class);
    private final Map<Modality, Integer> counts = new EnumMap<>(Modality.class);

    /** Reads the sample: every n-th vector of each modality, so the same commit gives the same sample. */
    Background(IndexReader reader) throws IOException {
        for (Modality m : Modality.values()) {
            String field = PassageDocument.vectorField(m);
            int count = 0;
            for (LeafReaderContext leaf : reader.leaves()) {
                FloatVectorValues values = leaf.reader().getFloatVectorValues(field);
                count += values == null ? 0 : values.size();
            }
            counts.put(m, count);
            samples.put(m, sample(reader, field, Math.max(1, (count + SAMPLE - 1) / SAMPLE)));
        }
    }

    private static float[][] sample(IndexReader reader, String field, int step) throws IOException {
        List<float[]> sample = new ArrayList<>();
        int i = 0;
        for (LeafReaderContext leaf : reader.leaves()) {
            FloatVectorValues values = leaf.reader().getFloatVectorValues(field);
            if (values == null) {
                continue;
            }
            while (values.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                if (i++ % step == 0) {
                    sample.add(values.vectorValue().clone());
                }
            }
        }
        return sample.toArray(float[][]::new);
    }

    /**
     * How clearly a modality answers: by how many deviations its best cosines stand out from its sample, less what the best of
     * as many random numbers would. Median and median absolute deviation, since a part of the sample may well be what is
     * looked for.
     *
     * @param usual between the query and the modality
     * @param best the highest cosines of the query to passages of the modality
     */
    double evidence(Modality m, Usual usual, double[] best) {
        double top = 0;
        for (double c : best) {
            top += c / best.length;
        }
        // The highest of n normal deviates is near sqrt(2 ln n).
        double chance = Math.sqrt(2 * Math.log(Math.max(1, counts.getOrDefault(m, 1))));
        return (top - usual.cosine()) / usual.deviation() - chance;
    }

    /** The cosine to be expected of a passage, and by how much cosines usually differ from it. */
    record Usual(double cosine, double deviation) {}

    /** What is usual between a query and a modality; empty where there are no passages. */
    Optional<Usual> usual(Modality m, float[] query) {
        float[][] sample = samples.getOrDefault(m, new float[0][]);
        int n = sample.length;
        if (n == 0) {
            return Optional.empty();
        }
        double[] cosines = new double[n];
        for (int i = 0; i < n; i++) {
            cosines[i] = VectorUtil.dotProduct(query, sample[i]);
        }
        double own = median(cosines);
        double expected = own * n / (n + PRIOR);
        for (int i = 0; i < n; i++) {
            cosines[i] = Math.abs(cosines[i] - own);
        }
        double random = 2 / Math.sqrt(query.length);
        // Where more than half of a handful fits the query, its cosines are no background; theirs never lie so far
        // apart.
        double spread = Math.min(NORMAL * median(cosines), WIDEST * random);
        double deviation = Math.sqrt((n * spread * spread + PRIOR * random * random) / (n + PRIOR));
        return Optional.of(new Usual(expected, deviation));
    }

    /** Of an even number of values the lower one, since of two passages one may well be what is looked for; sorts them. */
    private static double median(double[] values) {
        Arrays.sort(values);
        return values[(values.length - 1) / 2];
    }
}
