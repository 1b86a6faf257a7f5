package dev.triptych.text;

import dev.triptych.nn.SequenceEncoder;
import dev.triptych.nn.SequenceTower;
import dev.triptych.space.Modality;
import dev.triptych.space.Text;
import java.nio.file.Path;

/** Words in natural languages to tower vectors, by a transformer from a sentence-transformers or Hugging Face folder. */
public final class TextTower extends SequenceTower {

    public TextTower(SequenceEncoder encoder) {
        super(Modality.TEXT, encoder, content -> ((Text) content).value());
    }

    public static TextTower open(Path folder, SequenceEncoder.Options options) {
        return new TextTower(SequenceEncoder.open(folder, options));
    }
}
