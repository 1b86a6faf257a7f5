/**
 * The space itself, in plain Java: what can be embedded ({@link dev.triptych.space.Content}), who embeds it
 * ({@link dev.triptych.space.Encoder}), where it came from ({@link dev.triptych.space.Origin}) and how close two
 * vectors are ({@link dev.triptych.space.Similarity}). No engine type appears here, so an index or a reader of documents can
 * depend on this package and on nothing else.
 */
@NullMarked
package dev.triptych.space;

import org.jspecify.annotations.NullMarked;
