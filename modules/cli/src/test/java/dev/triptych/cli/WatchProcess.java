package dev.triptych.cli;

import dev.triptych.space.Progress;
import java.util.Optional;

/** The command line with the small model of tests, in a process of its own. */
final class WatchProcess {
    private WatchProcess() {}

    public static void main(String[] args) {
        Session session =
                new Session(Console.system(), folder -> new HashEncoder("hash"), Progress.none(), Optional.empty());
        System.exit(CommandTree.run(session, args));
    }
}
