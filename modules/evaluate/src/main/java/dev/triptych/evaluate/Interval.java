package dev.triptych.evaluate;

/**
 * Between these a figure would fall in 95 of 100 draws of as many items: percentiles of the bootstrap (Efron 1979).
 *
 * @param low the 2.5th percentile
 * @param high the 97.5th
 */
public record Interval(double low, double high) {}
