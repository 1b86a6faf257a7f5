package dev.triptych.space;

/** Anything that has a place in the space. */
public sealed interface Content permits Text, Picture, Code {
    Modality modality();
}
