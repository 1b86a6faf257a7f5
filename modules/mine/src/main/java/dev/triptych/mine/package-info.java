/** Miners: pairs out of documents, and pairs sifted or given hard negatives by a model. Each says what it dropped and why. */
@NullMarked
package dev.triptych.mine;

import org.jspecify.annotations.NullMarked;
