@NullMarked
package dev.triptych.ide;

import org.jspecify.annotations.NullMarked;
