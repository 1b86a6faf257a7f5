/** Tests of the miners. */
@NullMarked
package dev.triptych.mine;

import org.jspecify.annotations.NullMarked;
