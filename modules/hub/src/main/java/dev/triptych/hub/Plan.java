package dev.triptych.hub;

import java.util.List;

/**
 * What a pull will bring.
 *
 * @param repository as it was asked for
 * @param commit that its revision means
 * @param files that are needed, small ones first
 */
public record Plan(Repository repository, String commit, List<HubFile> files) {

    /** All of them together. */
    public long bytes() {
        return files.stream().mapToLong(HubFile::bytes).sum();
    }
}
