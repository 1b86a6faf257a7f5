package dev.triptych.cli;

import dev.triptych.model.PublishedFolder;
import dev.triptych.nn.Pooling;
import dev.triptych.nn.Precision;
import dev.triptych.nn.Prompt;
import dev.triptych.nn.SequenceEncoder;
import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import dev.triptych.space.TriptychException;
import dev.triptych.text.TextEncoder;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** The model that makes vectors: ours, or a folder that others published. */
final class EmbedModel {
    private static final Pattern NAME = Pattern.compile("[\\w-]+");

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = {
                "A model folder; without it, the model inside; static for the one inside with its static embedding for texts.",
                "Also one that others published: of sentence-transformers, Hugging Face or model2vec for --text,",
                "of CLIP, SigLIP or open_clip for --text and --image."
            })
    private @Nullable Path folder;

    @Option(
            names = "--prompt",
            paramLabel = "NAME|TEXT",
            description = {
                "Put a prompt in front of every text: the name of one of the model's own (a word alone, such as query), or the",
                "text itself, such as 'query: '; '' for none. Only for models that others published."
            })
    private @Nullable String prompt;

    @Option(
            names = "--dimension",
            paramLabel = "N",
            description =
                    "Keep the first N numbers of each vector, at unit length; for models that were trained for it.")
    private int dimension;

    @Option(
            names = "--precision",
            paramLabel = "float32|bfloat16|int8|auto",
            defaultValue = "float32",
            converter = PrecisionName.class,
            description = {
                "In what transformers compute. bfloat16 is faster only on processors that have instructions for it; auto is the faster of",
                "float32 and bfloat16 on this machine; int8 changes vectors by some thousandths and is at best a little faster.",
                "Default ${DEFAULT-VALUE}."
            })
    private Precision precision = Precision.FLOAT32;

    /**
     * Opens it.
     *
     * @param texts whether the inputs are texts
     */
    Encoder<Content> load(Session session, boolean texts) {
        if (dimension < 0) {
            throw new TriptychException("--dimension", String.valueOf(dimension), "1 or more", "leave it out for all");
        }
        Path published = folder;
        if (published != null
                && PublishedFolder.is(published)
                && PublishedFolder.of(published).kind() == PublishedFolder.Kind.TEXT) {
            if (!texts) {
                throw new TriptychException(
                        published + ": inputs",
                        "pictures or code",
                        "texts, which are all that this model reads",
                        "use --text, or another model");
            }
            var options = new SequenceEncoder.Options(Pooling.MEAN, 0, prompt(), dimension, precision);
            return new TextsOnly(TextEncoder.open(published, options));
        }
        if (prompt != null) {
            throw new TriptychException(
                    "--prompt",
                    "'" + prompt + "'",
                    "none with this model, which has no prompts",
                    "leave it out, or use the folder of a model that has prompts");
        }
        Encoder<Content> whole = session.models().load(Optional.ofNullable(folder), precision);
        return dimension == 0 ? whole : Shortened.of(whole, dimension);
    }

    private Prompt prompt() {
        if (prompt == null) {
            return Prompt.DEFAULT;
        }
        return NAME.matcher(prompt).matches() ? Prompt.named(prompt) : Prompt.literal(prompt);
    }

    private static final class PrecisionName implements ITypeConverter<Precision> {
        @Override
        public Precision convert(String value) {
            return Precision.of(value);
        }
    }
}
