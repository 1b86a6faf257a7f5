/** What can be drawn (things, places, charts), how scenes are chosen from a seed, and how they become pixels. */
@NullMarked
package dev.triptych.samples.draw;

import org.jspecify.annotations.NullMarked;
