/** The unified contrastive trainer: a recipe, a plan of batches each of one task, a step, a checkpoint. */
@NullMarked
package dev.triptych.train;

import org.jspecify.annotations.NullMarked;
