/** Evaluation tasks with the field's protocols and metrics; every figure names its protocol, data and model. */
@NullMarked
package dev.triptych.evaluate;

import org.jspecify.annotations.NullMarked;
