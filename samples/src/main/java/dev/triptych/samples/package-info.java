/** Examples of one file each, and the program that draws the sample library. */
@NullMarked
package dev.triptych.samples;

import org.jspecify.annotations.NullMarked;
