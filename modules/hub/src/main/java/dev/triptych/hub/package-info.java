/** Model folders from the Hugging Face hub, fetched when asked and only then: the one room that opens a connection. */
@NullMarked
package dev.triptych.hub;

import org.jspecify.annotations.NullMarked;
