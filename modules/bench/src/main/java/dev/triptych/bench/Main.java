package dev.triptych.bench;

import java.util.List;

/** The process behind {@code triptych bench}: the usual one with the measurements added. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        dev.triptych.cli.Main.start(
                args,
                List.of(new BenchEmbed(), new BenchTrain(), new BenchQuality(), new BenchPieces(), new BenchViews()));
    }
}
