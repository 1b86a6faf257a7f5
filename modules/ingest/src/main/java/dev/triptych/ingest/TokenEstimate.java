package dev.triptych.ingest;

import dev.triptych.space.TextLength;

/**
 * Guesses how many tokens a subword tokenizer makes of a text: one for each started 5 letters of a word, one for each sign, one
 * for each character of a script without spaces. Used until the caller gives the model's own tokenizer.
 */
final class TokenEstimate {
    private static final int LETTERS_PER_TOKEN = 5;

    private TokenEstimate() {}

    static TextLength upTo(int tokens) {
        return new TextLength() {
            @Override
            public int max() {
                return tokens;
            }

            @Override
            public int count(String text) {
                return TokenEstimate.count(text);
            }
        };
    }

    static int count(String text) {
        int tokens = 0;
        int run = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c < 0x2E80 && Character.isLetterOrDigit(c) && !(c >= 0x0E00 && c < 0x0F00)) {
                run++;
                continue;
            }
            tokens += (run + LETTERS_PER_TOKEN - 1) / LETTERS_PER_TOKEN;
            run = 0;
            if (!Character.isWhitespace(c)) {
                tokens++;
            }
        }
        return tokens + (run + LETTERS_PER_TOKEN - 1) / LETTERS_PER_TOKEN;
    }
}
