package dev.triptych.text;

import dev.triptych.nn.ClipFolder;
import dev.triptych.nn.SequenceEncoder;
import dev.triptych.nn.StaticEmbedding;
import dev.triptych.nn.StaticTower;
import dev.triptych.nn.Tower;
import java.nio.file.Path;

/** Opens whatever text tower a folder holds. */
public final class TextTowers {
    private TextTowers() {}

    /** The text side of CLIP, SigLIP and open_clip folders; a static embedding, which stands in the space itself; a {@link TextTower} of all others. */
    public static Tower open(Path folder, SequenceEncoder.Options options) {
        if (StaticEmbedding.isIn(folder)) {
            return StaticTower.open(folder, options.maxTokens());
        }
        return ClipFolder.is(folder)
                ? ClipTextTower.open(folder, options.maxTokens())
                : TextTower.open(folder, options);
    }
}
