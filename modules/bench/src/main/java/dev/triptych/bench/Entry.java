package dev.triptych.bench;

import dev.triptych.nn.Precision;

/**
 * What is known of a candidate before it runs.
 *
 * @param name short, for tables
 * @param library what does the work, with versions
 * @param model the weights it runs
 * @param work what one turn amounts to
 */
record Entry(String name, String library, Precision precision, String model, Work work) {}
