package dev.triptych.cli;

import dev.triptych.space.TriptychException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** All commands under their names, and what becomes of their failures. */
final class CommandTree {
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private CommandTree() {}

    /** Runs one command line; gives 0, 1 when it failed, 2 when it could not be understood. Never throws. */
    static int run(Session session, String... args) {
        return run(session, List.of(), args);
    }

    /** As {@link #run(Session, String...)}, with commands of other modules under {@code bench}. */
    static int run(Session session, List<?> measurements, String... args) {
        try {
            return of(session, measurements).execute(args);
        } catch (Throwable thrown) { // Errors of the natives and of memory end here as a line, too.
            return failed(session, thrown, Arrays.asList(args).contains("--debug"));
        }
    }

    static CommandLine of(Session session) {
        return of(session, List.of());
    }

    private static CommandLine of(Session session, List<?> measurements) {
        CommandLine evaluate = new CommandLine(new EvaluateCommand())
                .addSubcommand(new EvaluateImageText(session))
                .addSubcommand(new EvaluateCodeSearch(session))
                .addSubcommand(new EvaluateSts(session));
        CommandLine model = new CommandLine(new ModelCommand())
                .addSubcommand(new ModelInfo(session))
                .addSubcommand(new ModelVerify(session));
        CommandLine mine = new CommandLine(new MineCommand()).addSubcommand(new MineJavadoc(session));
        CommandLine bench = new CommandLine(new BenchCommand());
        measurements.forEach(bench::addSubcommand);
        RootCommand root = new RootCommand();
        CommandLine all = new CommandLine(root)
                .addSubcommand(new DemoCommand(session))
                .addSubcommand(new IndexCommand(session))
                .addSubcommand(new SearchCommand(session))
                .addSubcommand(new EmbedCommand(session))
                .addSubcommand(new TrainCommand(session))
                .addSubcommand(evaluate)
                .addSubcommand(model)
                .addSubcommand(mine)
                .addSubcommand(bench)
                .addSubcommand(new DoctorCommand(session))
                .addSubcommand(new PrepareCommand(session))
                .addSubcommand(new CompletionCommand(session));
        all.setOut(session.console().out());
        all.setErr(session.console().err());
        all.setUsageHelpAutoWidth(true);
        headings(all);
        all.setCaseInsensitiveEnumValuesAllowed(true);
        all.setExecutionExceptionHandler((e, command, parsed) -> failed(session, e, root.debug()));
        all.setParameterExceptionHandler((e, args) -> misused(session, e));
        return all;
    }

    /** picocli does not hand headings down. */
    private static void headings(CommandLine command) {
        command.getCommandSpec()
                .usageMessage()
                .descriptionHeading("%n")
                .parameterListHeading("%n")
                .optionListHeading("%nOptions%n")
                .commandListHeading("%nCommands%n")
                .footerHeading("%nExamples%n")
                .synopsisSubcommandLabel("COMMAND");
        command.getSubcommands().values().forEach(CommandTree::headings);
    }

    private static int failed(Session session, Throwable thrown, boolean debug) {
        PrintWriter err = session.console().err();
        err.println("triptych: " + Failure.message(thrown));
        if (debug || System.getenv("TRIPTYCH_DEBUG") != null) {
            thrown.printStackTrace(err);
        }
        return FAILED;
    }

    private static int misused(Session session, ParameterException e) {
        if (e.getCause() instanceof TriptychException cause) {
            return failed(session, cause, false);
        }
        List<String> near = e instanceof UnmatchedArgumentException u ? u.getSuggestions() : List.of();
        session.console()
                .err()
                .println("triptych: " + Console.oneLine(String.valueOf(e.getMessage()))
                        + (near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?") + "; see: "
                        + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return MISUSED;
    }
}
