package dev.triptych.hub;

import java.nio.file.Path;

/**
 * A model that is here now.
 *
 * @param folder where it can be loaded from
 * @param fetched bytes that came over the network; the others were here before
 */
public record Pulled(Path folder, long fetched) {}
