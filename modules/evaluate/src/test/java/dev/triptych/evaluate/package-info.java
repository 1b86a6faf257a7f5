/** Tests with an encoder whose right answers are known. */
@NullMarked
package dev.triptych.evaluate;

import org.jspecify.annotations.NullMarked;
