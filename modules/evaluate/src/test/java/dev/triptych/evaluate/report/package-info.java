@NullMarked
package dev.triptych.evaluate.report;

import org.jspecify.annotations.NullMarked;
