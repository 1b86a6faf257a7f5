package dev.triptych.code;

import dev.triptych.nn.SequenceEncoder;
import dev.triptych.nn.SequenceTower;
import dev.triptych.space.Code;
import dev.triptych.space.Modality;

/** Source code to tower vectors: the views of a unit as one text with split identifiers, then a transformer. */
public final class CodeTower extends SequenceTower {

    public CodeTower(SequenceEncoder encoder) {
        super(Modality.CODE, encoder, content -> CodeViews.render((Code) content));
    }
}
