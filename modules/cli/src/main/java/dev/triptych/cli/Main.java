package dev.triptych.cli;

import ai.djl.engine.Engine;
import ai.djl.huggingface.tokenizers.jni.LibUtils;
import dev.triptych.space.Progress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The process behind the launcher. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        start(args, List.of());
    }

    /**
     * Runs a command line and ends the process.
     *
     * @param measurements picocli commands for {@code triptych bench}, from the module that stays off everybody else's class path
     */
    public static void start(String[] args, List<?> measurements) {
        // Training writes its checkpoint when it is stopped, a watch commits; everything else may end where it stands.
        boolean drains = args.length > 0 && List.of("train", "adapt", "watch").contains(args[0]);
        Optional<HaltOnStop> halt = drains ? Optional.empty() : Optional.of(new HaltOnStop());
        if (args.length > 0 && args[0].equals("search") && !Arrays.asList(args).contains("words")) {
            wakeEngine();
        }
        int code = CommandTree.run(session(), measurements, args);
        halt.ifPresent(HaltOnStop::close);
        System.exit(code);
    }

    /**
     * Loading PyTorch and the tokenizers takes as long as reading the command line and the index together, so it starts before
     * either. If it fails, it fails again where somebody can tell the user why.
     */
    private static void wakeEngine() {
        Thread waking = new Thread(
                () -> {
                    Engine.getInstance();
                    LibUtils.checkStatus();
                },
                "engine");
        waking.setUncaughtExceptionHandler((thread, thrown) -> {});
        waking.setDaemon(true);
        waking.start();
    }

    private static Session session() {
        return new Session(
                Console.system(),
                new InstalledModels(),
                Progress.console(),
                Optional.ofNullable(System.getProperty("triptych.home")).map(Path::of));
    }
}
