/** The hub spoken to on this machine only. */
@NullMarked
package dev.triptych.hub;

import org.jspecify.annotations.NullMarked;
