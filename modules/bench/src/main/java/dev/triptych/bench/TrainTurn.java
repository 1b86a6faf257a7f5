package dev.triptych.bench;

import java.util.List;

/**
 * What somebody says after a turn of training.
 *
 * @param seconds of each step
 * @param losses of each step, before its update
 * @param peakBytes most memory that the process has held so far; 0 where the system does not say
 * @param residentBytes memory that it holds now; 0 where the system does not say
 */
record TrainTurn(List<Double> seconds, List<Double> losses, long peakBytes, long residentBytes) {}
