/** Text towers: tokenizers and transformers for words in natural languages. */
@NullMarked
package dev.triptych.text;

import org.jspecify.annotations.NullMarked;
