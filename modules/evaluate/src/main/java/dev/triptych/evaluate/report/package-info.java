/** Several tasks, several models, side by side: a suite as a file, its run, and what a person reads of it: a table and one page with plots. */
@NullMarked
package dev.triptych.evaluate.report;

import org.jspecify.annotations.NullMarked;
