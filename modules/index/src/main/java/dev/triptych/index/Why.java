package dev.triptych.index;

import java.util.List;

/**
 * Why a passage was found.
 *
 * @param semanticRank its place by meaning among the passages of its modality, counted from 1; 0 if meaning did not find it
 * @param cosine cosine of query and passage; 0 if meaning did not find it
 * @param wordsRank its place by words among the passages of its modality, counted from 1; 0 if words did not find it
 * @param bm25 BM25 score; 0 if words did not find it
 * @param parts of the score within its modality, unless only words were asked; those that are 0 are left out
 */
public record Why(int semanticRank, double cosine, int wordsRank, double bm25, List<Part> parts) {

    public Why {
        parts = List.copyOf(parts);
    }

    /** Without parts. */
    public Why(int semanticRank, double cosine, int wordsRank, double bm25) {
        this(semanticRank, cosine, wordsRank, bm25, List.of());
    }
}
