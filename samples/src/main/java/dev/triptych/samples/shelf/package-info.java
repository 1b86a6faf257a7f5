/** What stands in the sample library: the list of its pictures and documents, and the program that makes them. */
@NullMarked
package dev.triptych.samples.shelf;

import org.jspecify.annotations.NullMarked;
