/** Measures speed: ours and other libraries' in one run and in turns, and small pieces one by one. */
@NullMarked
package dev.triptych.bench;

import org.jspecify.annotations.NullMarked;
