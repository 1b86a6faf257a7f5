package dev.triptych.nn;

import dev.triptych.space.TextLength;

/** Lengths where no special tokens are added. */
record PlainLength(WordTokenizer tokenizer, int max) implements TextLength {
    @Override
    public int count(String text) {
        return tokenizer.count(text);
    }
}
