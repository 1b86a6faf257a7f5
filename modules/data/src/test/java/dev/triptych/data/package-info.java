/** Tests of the training data. */
@NullMarked
package dev.triptych.data;

import org.jspecify.annotations.NullMarked;
