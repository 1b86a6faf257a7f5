package dev.triptych.index;

import dev.triptych.space.Modality;

/** A passage on its way to becoming a hit; each way of searching writes down what it says of it. */
final class Candidate {
    final int doc;
    final Modality modality;
    int semanticRank;
    double cosine;
    int wordsRank;
    double bm25;
    double score;

    Candidate(int doc, Modality modality) {
        this.doc = doc;
        this.modality = modality;
    }

    Why why() {
        return new Why(semanticRank, cosine, wordsRank, bm25);
    }
}
