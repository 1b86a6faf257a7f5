package dev.triptych.bench;

/** What numbers a candidate's matrix products are made of; each has a peak of its own. */
enum Precision {
    FLOAT32("float32"),
    BFLOAT16("bfloat16");

    private final String id;

    Precision(String id) {
        this.id = id;
    }

    /** The name in tables, JSON and scripts; PyTorch's. */
    String id() {
        return id;
    }
}
