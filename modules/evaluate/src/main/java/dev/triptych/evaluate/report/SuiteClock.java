package dev.triptych.evaluate.report;

import dev.triptych.space.Content;
import dev.triptych.space.Embeddings;
import dev.triptych.space.Encoder;
import dev.triptych.space.Fingerprint;
import dev.triptych.space.Modality;
import dev.triptych.space.TextLength;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** How long a text, a picture, a method takes, and so how long the rest will. */
final class SuiteClock {
    private final Map<Modality, Double> seconds = new EnumMap<>(Modality.class);
    private final Map<Modality, Integer> inputs = new EnumMap<>(Modality.class);

    /** The same model with its work timed. A task gives inputs of one kind at a time. */
    Encoder<Content> timed(Encoder<Content> model) {
        return new Timed(model);
    }

    void add(Modality modality, int count, double took) {
        inputs.merge(modality, count, Integer::sum);
        seconds.merge(modality, took, Double::sum);
    }

    /** In words, such as {@code about 6 min left}; nothing before anything was timed. A kind that was not seen yet counts like the mean of the others. */
    String left(Map<Modality, Integer> rest) {
        double all = seconds.values().stream().mapToDouble(s -> s).sum();
        int count = inputs.values().stream().mapToInt(n -> n).sum();
        if (count == 0 || rest.isEmpty()) {
            return "";
        }
        double left = 0;
        for (Map.Entry<Modality, Integer> some : rest.entrySet()) {
            Modality kind = some.getKey();
            double each = inputs.containsKey(kind)
                    ? seconds.getOrDefault(kind, 0.0) / inputs.getOrDefault(kind, 1)
                    : all / count;
            left += each * some.getValue();
        }
        return left < 90
                ? String.format(Locale.ROOT, "; about %.0f s left", left)
                : String.format(Locale.ROOT, "; about %.0f min left", left / 60);
    }

    private final class Timed implements Encoder<Content> {
        private final Encoder<Content> model;

        Timed(Encoder<Content> model) {
            this.model = model;
        }

        @Override
        public Embeddings embed(List<? extends Content> contents) {
            return timed(contents, () -> model.embed(contents));
        }

        @Override
        public Embeddings embedQueries(List<? extends Content> contents) {
            return timed(contents, () -> model.embedQueries(contents));
        }

        private Embeddings timed(List<? extends Content> contents, Supplier<Embeddings> work) {
            long start = System.nanoTime();
            Embeddings answer = work.get();
            if (!contents.isEmpty()) {
                add(contents.get(0).modality(), contents.size(), (System.nanoTime() - start) / 1e9);
            }
            return answer;
        }

        @Override
        public Set<Modality> modalities() {
            return model.modalities();
        }

        @Override
        public int width() {
            return model.width();
        }

        @Override
        public Optional<TextLength> textLength() {
            return model.textLength();
        }

        @Override
        public Fingerprint fingerprint() {
            return model.fingerprint();
        }

        @Override
        public void close() {
            model.close();
        }
    }
}
