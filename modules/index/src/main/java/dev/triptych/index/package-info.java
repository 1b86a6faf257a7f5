/** The index: vectors, words and filters in one Lucene commit that carries the fingerprint of its model. */
@NullMarked
package dev.triptych.index;

import org.jspecify.annotations.NullMarked;
