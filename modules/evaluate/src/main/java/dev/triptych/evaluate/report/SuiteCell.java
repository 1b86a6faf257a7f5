package dev.triptych.evaluate.report;

import dev.triptych.evaluate.Result;

/** What one task gave for one model: figures, or nothing and why. */
sealed interface SuiteCell {

    /** Measured. */
    record Figures(Result result, SuiteDrawing drawing) implements SuiteCell {}

    /** Not measured, which is not zero. */
    record Blank(String reason) implements SuiteCell {}
}
