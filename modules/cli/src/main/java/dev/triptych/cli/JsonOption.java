package dev.triptych.cli;

import picocli.CommandLine.Option;

/** For programs that read the answer. */
final class JsonOption {
    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    boolean on() {
        return json;
    }
}
