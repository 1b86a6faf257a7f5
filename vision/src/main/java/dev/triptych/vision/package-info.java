/** Image towers: decoding, preprocessing that equals PIL's to the grey level, and networks for pictures. */
@NullMarked
package dev.triptych.vision;

import org.jspecify.annotations.NullMarked;
