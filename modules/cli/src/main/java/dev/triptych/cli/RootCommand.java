package dev.triptych.cli;

import dev.triptych.nn.ComputeDevice;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code triptych} alone: the way in. */
@Command(
        name = "triptych",
        description = "Search pictures, documents and Java code with a sentence, a picture or a piece of code.",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        footer = {
            "  triptych demo                           see what it does",
            "  triptych index ~/papers ~/photos src    read three folders",
            "  triptych search \"a dog on the beach\"    ask them",
            "  triptych search --image dog.jpg -k 5    ask with a picture",
            "  triptych COMMAND --help                 how to use a command"
        })
final class RootCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Show where an error comes from (also: TRIPTYCH_DEBUG=1).")
    private boolean debug;

    @Option(
            names = "--device",
            paramLabel = "cpu|gpu",
            scope = ScopeType.INHERIT,
            converter = DeviceName.class,
            description =
                    "Where models compute; default cpu. gpu takes a PyTorch for CUDA of your own: see triptych doctor.")
    private ComputeDevice device = ComputeDevice.CPU;

    ComputeDevice device() {
        return device;
    }

    private static final class DeviceName implements ITypeConverter<ComputeDevice> {
        @Override
        public ComputeDevice convert(String value) {
            return ComputeDevice.of(value);
        }
    }

    boolean debug() {
        return debug;
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "which command? demo, index, search, …");
        }
    }
}
