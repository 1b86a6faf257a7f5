/** Contrastive objectives: pure functions of embeddings and labels that know nothing of the towers behind them. */
@NullMarked
package dev.triptych.objective;

import org.jspecify.annotations.NullMarked;
