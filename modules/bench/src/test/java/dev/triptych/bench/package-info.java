/** Tests of the measuring; none of them measures. */
@NullMarked
package dev.triptych.bench;

import org.jspecify.annotations.NullMarked;
