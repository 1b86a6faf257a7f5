/** Training data: files of rows, folders of pictures and captions as the pairs of a task, read by number and never all at once. */
@NullMarked
package dev.triptych.data;

import org.jspecify.annotations.NullMarked;
