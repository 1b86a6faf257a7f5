/** Source code: units found by a parser, the views of a unit that are embedded, the code tower, and the miner of training pairs. */
@NullMarked
package dev.triptych.code;

import org.jspecify.annotations.NullMarked;
