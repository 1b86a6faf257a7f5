package dev.triptych.cli;

import dev.triptych.space.Content;
import dev.triptych.space.Embeddings;
import dev.triptych.space.Encoder;
import dev.triptych.space.Fingerprint;
import dev.triptych.space.Text;
import dev.triptych.space.TextLength;
import dev.triptych.space.TriptychException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An encoder of texts where one of any content is asked for. */
record TextsOnly(Encoder<Text> texts) implements Encoder<Content> {
    @Override
    public Embeddings embed(List<? extends Content> inputs) {
        List<Text> all = new ArrayList<>(inputs.size());
        for (Content input : inputs) {
            if (!(input instanceof Text text)) {
                throw new TriptychException(
                        "the input", input.modality().id(), "a text, which is all that this model reads", "use --text");
            }
            all.add(text);
        }
        return texts.embed(all);
    }

    @Override
    public int width() {
        return texts.width();
    }

    @Override
    public Optional<TextLength> textLength() {
        return texts.textLength();
    }

    @Override
    public Fingerprint fingerprint() {
        return texts.fingerprint();
    }

    @Override
    public void close() {
        texts.close();
    }
}
