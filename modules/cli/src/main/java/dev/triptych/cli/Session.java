package dev.triptych.cli;

import dev.triptych.space.Progress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What every command is given; a test gives its own.
 *
 * @param console where to read and write
 * @param models where models come from
 * @param progress how long work is shown
 * @param home the folder of the launcher, with samples/, when there is one
 */
record Session(Console console, Models models, Progress progress, Optional<Path> home) {}
