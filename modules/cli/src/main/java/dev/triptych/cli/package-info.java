/** The triptych command: the library's interface plus printing. */
@NullMarked
package dev.triptych.cli;

import org.jspecify.annotations.NullMarked;
