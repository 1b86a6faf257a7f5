package dev.triptych.model;

import dev.triptych.nn.Pooling;
import dev.triptych.nn.SequenceEncoder;
import dev.triptych.space.Content;
import dev.triptych.space.Embeddings;
import dev.triptych.space.Encoder;
import dev.triptych.space.Fingerprint;
import dev.triptych.space.Text;
import dev.triptych.space.TriptychException;
import dev.triptych.text.TextEncoder;
import dev.triptych.train.GuideSpec;
import dev.triptych.train.Recipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The guides and teachers of a recipe's tasks, opened beside the model that is trained; tasks with the same one share it. */
final class Guides implements AutoCloseable {
    private final Map<String, Encoder<Content>> byTask = new HashMap<>();
    private final List<Encoder<Content>> opened = new ArrayList<>();

    private Guides() {}

    /**
     * Opens what the tasks name.
     *
     * @param own makes the model as it is before training
     */
    static Guides open(Recipe plan, Supplier<TriModal> own) {
        Guides guides = new Guides();
        Map<Object, Encoder<Content>> known = new HashMap<>();
        try {
            for (Recipe.TaskSpec task : plan.tasks().values()) {
                task.objective()
                        .guide()
                        .ifPresent(spec -> guides.byTask.put(
                                task.name(), known.computeIfAbsent(spec.from(), key -> guides.open(spec, own))));
            }
            return guides;
        } catch (RuntimeException e) {
            guides.close();
            throw e;
        }
    }

    private Encoder<Content> open(GuideSpec spec, Supplier<TriModal> own) {
        Encoder<Content> guide = spec.from()
                .map(Guides::open)
                .orElseGet(() -> Triptych.of(own.get(), new Fingerprint("before training", "")));
        opened.add(guide);
        return guide;
    }

    private static Encoder<Content> open(Path folder) {
        if (Files.isRegularFile(folder.resolve("triptych.json"))) {
            return Triptych.load(folder);
        }
        return new TextsOnly(folder, TextEncoder.open(folder, new SequenceEncoder.Options(Pooling.MEAN, 0)));
    }

    Map<String, Encoder<Content>> byTask() {
        return byTask;
    }

    @Override
    public void close() {
        opened.forEach(Encoder::close);
    }

    /** A text model as a guide. */
    private record TextsOnly(Path folder, TextEncoder encoder) implements Encoder<Content> {
        @Override
        public Embeddings embed(List<? extends Content> inputs) {
            List<Text> texts = new ArrayList<>();
            for (Content input : inputs) {
                if (!(input instanceof Text text)) {
                    throw new TriptychException(
                            "guide " + folder,
                            "something that is no text",
                            "texts alone, which is all that it reads",
                            "use a model of Triptych for this task, or own: true");
                }
                texts.add(text);
            }
            return encoder.embed(texts);
        }

        @Override
        public int width() {
            return encoder.width();
        }

        @Override
        public Fingerprint fingerprint() {
            return encoder.fingerprint();
        }

        @Override
        public void close() {
            encoder.close();
        }
    }
}
