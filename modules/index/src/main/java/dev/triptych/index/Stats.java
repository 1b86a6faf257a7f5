package dev.triptych.index;

import dev.triptych.space.Fingerprint;
import dev.triptych.space.Modality;
import java.util.Map;

/**
 * What an index holds, as of the last commit.
 *
 * @param files files that were indexed, also those that gave no passage
 * @param passages all passages
 * @param byModality passages of each modality; every modality is there
 * @param segments parts of the index; fewer are faster to search
 * @param bytes size on disk
 * @param model the model whose vectors stand here
 * @param width numbers per vector
 */
public record Stats(
        long files,
        long passages,
        Map<Modality, Long> byModality,
        int segments,
        long bytes,
        Fingerprint model,
        int width) {}
