package dev.triptych.cli;

import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which model to use. */
final class ModelOption {
    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = {
                "A model folder; without it, the model inside; static for the model inside with its static embedding for texts, which",
                "is far faster and less exact (of another model, the folder static in its folder). Also one that others published for texts (sentence-transformers,",
                "Hugging Face, model2vec; code is read as text) or for pictures and captions (CLIP, SigLIP, open_clip)."
            })
    private @Nullable Path folder;

    Optional<Path> folder() {
        return Optional.ofNullable(folder);
    }

    Encoder<Content> load(Session session) {
        return session.models().load(folder());
    }
}
