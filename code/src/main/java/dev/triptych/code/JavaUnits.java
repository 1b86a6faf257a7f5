package dev.triptych.code;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParseResult;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ParserConfiguration.LanguageLevel;
import com.github.javaparser.Problem;
import com.github.javaparser.ast.CompilationUnit;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;

/**
 * Finds the types, methods, documented fields and enum constants of Java source with JavaParser, and falls back to chunks of lines where the parser gives up.
 *
 * <p>A method of an anonymous or local class belongs to the method around it; that of an anonymous class in a field has the field in its name.
 */
public final class JavaUnits {
    /** Chains such as {@code a + b + …} nest without brackets, so the parser gets room, and a way out when that is not enough. */
    private static final long STACK_BYTES = 128L << 20;

    /** Nobody's file takes this long; a thread that is given up is a daemon and ends with its file. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final long POLL_MILLIS = 500;

    private JavaUnits() {}

    /** The units of a source file; never throws on any text. */
    public static ParsedFile parse(String source) {
        Declarations found = declarations(source);
        List<CodeUnit> units = found.all().stream().map(Declaration::unit).toList();
        // A module or package description declares nothing, and is still worth finding.
        return new ParsedFile(
                units.isEmpty() ? LineChunks.of("java", source) : units,
                found.problem().isEmpty(),
                found.problem());
    }

    /** The declarations of a file, or the reason why there are none. */
    record Declarations(List<Declaration> all, String problem) {}

    static Declarations declarations(String source) {
        int depth = Nesting.of(source);
        if (depth > Nesting.DEEPEST) {
            return new Declarations(
                    List.of(), "it is nested " + depth + " deep, at most " + Nesting.DEEPEST + " is parsed");
        }
        Work work = new Work(source);
        Thread thread = new Thread(null, work, "java-units", STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        if (!ended(thread)) {
            return new Declarations(
                    List.of(), "the parser took longer than " + PATIENCE.toSeconds() + " seconds of computing");
        }
        return work.result;
    }

    /** Waits for the parser, also when this thread is interrupted: the caller is told by the flag that stays set. */
    private static boolean ended(Thread thread) {
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        boolean interrupted = false;
        // The parser's own time counts: on a busy machine a harmless file takes long by the clock on the wall.
        while (thread.isAlive() && clock.getThreadCpuTime(thread.getId()) < PATIENCE.toNanos()) {
            try {
                thread.join(POLL_MILLIS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    /** One file in a thread of its own; the parser is made for it, because a parser keeps state of the file before. */
    private static final class Work implements Runnable {
        private final String source;
        private Declarations result = new Declarations(List.of(), "the parser ended without an answer");

        Work(String source) {
            this.source = source;
        }

        @Override
        public void run() {
            try {
                result = parseHere(source);
            } catch (StackOverflowError e) {
                result = new Declarations(List.of(), "expressions are nested too deep to parse");
            } catch (RuntimeException | AssertionError | LinkageError e) {
                // JavaParser throws on some broken sources where it should report a problem.
                result = new Declarations(List.of(), "the parser failed: " + e);
            }
        }
    }

    private static Declarations parseHere(String source) {
        ParserConfiguration configuration = new ParserConfiguration()
                .setLanguageLevel(LanguageLevel.BLEEDING_EDGE)
                .setDoNotAssignCommentsPrecedingEmptyLines(false);
        ParseResult<CompilationUnit> parsed = new JavaParser(configuration).parse(source);
        if (!parsed.isSuccessful() || parsed.getResult().isEmpty()) {
            return new Declarations(
                    List.of(),
                    parsed.getProblems().stream()
                            .findFirst()
                            .map(JavaUnits::firstLine)
                            .orElse("no Java found"));
        }
        return new Declarations(
                new UnitCollector(source).collect(parsed.getResult().get()), "");
    }

    private static String firstLine(Problem problem) {
        return problem.getVerboseMessage().lines().findFirst().orElse("no Java found");
    }
}
