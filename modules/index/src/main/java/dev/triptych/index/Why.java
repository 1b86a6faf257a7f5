package dev.triptych.index;

/**
 * Why a passage was found.
 *
 * @param semanticRank its place by meaning among the passages of its modality, counted from 1; 0 if meaning did not find it
 * @param cosine cosine of query and passage; 0 if meaning did not find it
 * @param wordsRank its place by words among the passages of its modality, counted from 1; 0 if words did not find it
 * @param bm25 BM25 score; 0 if words did not find it
 */
public record Why(int semanticRank, double cosine, int wordsRank, double bm25) {}
