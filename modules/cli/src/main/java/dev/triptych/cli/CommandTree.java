package dev.triptych.cli;

import dev.triptych.nn.ComputeDevice;
import dev.triptych.space.TriptychException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** All commands under their names, and what becomes of their failures. */
final class CommandTree {
    private static final int FAILED = 1;
    private static final int MISUSED = 2;
    /** It writes about all the others. */
    private static final String COMPLETION = "completion";

    private CommandTree() {}

    /** Runs one command line; gives 0, 1 when it failed, 2 when it could not be understood. Never throws. */
    static int run(Session session, String... args) {
        return run(session, List.of(), args);
    }

    /** As {@link #run(Session, String...)}, with commands of other modules under {@code bench}. */
    static int run(Session session, List<?> measurements, String... args) {
        try {
            return of(session, measurements, args).execute(args);
        } catch (Throwable thrown) { // Errors of the natives and of memory end here as a line, too.
            return failed(session, thrown, Arrays.asList(args).contains("--debug"));
        }
    }

    /** All commands. */
    static CommandLine of(Session session) {
        return of(session, commands(session, List.of()).values());
    }

    /** A tree of the command that is asked for alone, if it can be told from the first word: reading all takes picocli half a second. */
    private static CommandLine of(Session session, List<?> measurements, String... args) {
        Map<String, Supplier<CommandLine>> commands = commands(session, measurements);
        boolean alone = args.length > 0 && commands.containsKey(args[0]) && !args[0].equals(COMPLETION);
        return of(session, alone ? List.of(commands.get(args[0])) : commands.values());
    }

    private static Map<String, Supplier<CommandLine>> commands(Session session, List<?> measurements) {
        Map<String, Supplier<CommandLine>> all = new LinkedHashMap<>();
        all.put("demo", () -> new CommandLine(new DemoCommand(session)));
        all.put("index", () -> new CommandLine(new IndexCommand(session)));
        all.put("watch", () -> new CommandLine(new WatchCommand(session)));
        all.put("search", () -> new CommandLine(new SearchCommand(session)));
        all.put("lsp", () -> new CommandLine(new LspCommand(session)));
        all.put("mcp", () -> new CommandLine(new McpCommand(session)));
        all.put("embed", () -> new CommandLine(new EmbedCommand(session)));
        all.put("train", () -> new CommandLine(new TrainCommand(session)).addSubcommand(new TrainReport(session)));
        all.put("adapt", () -> new CommandLine(new AdaptCommand(session)));
        all.put("evaluate", () -> new CommandLine(new EvaluateCommand())
                .addSubcommand(new EvaluateSuite(session))
                .addSubcommand(new EvaluateImageText(session))
                .addSubcommand(new EvaluateCodeSearch(session))
                .addSubcommand(new EvaluateRetrieval(session))
                .addSubcommand(new EvaluateBitext(session))
                .addSubcommand(new EvaluateSts(session))
                .addSubcommand(new EvaluatePairs(session))
                .addSubcommand(new EvaluateClassification(session))
                .addSubcommand(new EvaluateClustering(session))
                .addSubcommand(new EvaluateAlignment(session)));
        all.put("model", () -> new CommandLine(new ModelCommand())
                .addSubcommand(new ModelInfo(session))
                .addSubcommand(new ModelVerify(session))
                .addSubcommand(new ModelPull(session))
                .addSubcommand(new ModelImport(session))
                .addSubcommand(new ModelExport(session))
                .addSubcommand(new ModelAverageCommand(session)));
        all.put("mine", () -> new CommandLine(new MineCommand())
                .addSubcommand(new MineJavadoc(session))
                .addSubcommand(new MineDocuments(session))
                .addSubcommand(new MineBitext(session))
                .addSubcommand(new MineConsistency(session))
                .addSubcommand(new MineNegatives(session)));
        all.put("bench", () -> {
            CommandLine bench = new CommandLine(new BenchCommand());
            measurements.forEach(bench::addSubcommand);
            return bench;
        });
        all.put("doctor", () -> new CommandLine(new DoctorCommand(session)));
        all.put("prepare", () -> new CommandLine(new PrepareCommand(session)));
        all.put(COMPLETION, () -> new CommandLine(new CompletionCommand(session)));
        return all;
    }

    private static CommandLine of(Session session, Collection<Supplier<CommandLine>> commands) {
        RootCommand root = new RootCommand();
        CommandLine all = new CommandLine(root);
        commands.forEach(command -> all.addSubcommand(command.get()));
        all.setOut(session.console().out());
        all.setErr(session.console().err());
        all.setUsageHelpAutoWidth(true);
        headings(all);
        all.setCaseInsensitiveEnumValuesAllowed(true);
        all.setExecutionStrategy(parsed -> {
            try {
                if (root.device() == ComputeDevice.GPU) {
                    root.device().choose();
                }
            } catch (TriptychException e) {
                // picocli prints the stack trace of what a strategy throws.
                return failed(session, e, root.debug());
            }
            return new CommandLine.RunLast().execute(parsed);
        });
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
