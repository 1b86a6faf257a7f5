package dev.triptych.code;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.treesitter.TSInputEncoding;
import org.treesitter.TSLanguage;
import org.treesitter.TSParser;
import org.treesitter.TSTree;

/**
 * Finds the declarations of a source file with tree-sitter, whose trees stand for broken files too.
 *
 * <p>A parser and its tree live for one file and are closed with it. Where the native library cannot be loaded the file is cut into chunks.
 */
final class TreeUnits {
    /** Nobody's file takes this long: two megabytes take two seconds; only what is broken in thousands of places takes more. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int BUFFER = 64 << 10;

    private TreeUnits() {}

    /** The units of a source file; never throws on any text. */
    static ParsedFile parse(String language, String source) {
        String problem = "no parser for " + language;
        TreeCollector.@Nullable Found best = null;
        for (Supplier<Grammar> candidate : Grammars.of(language)) {
            try {
                TreeCollector.Found found = read(candidate.get(), language, source);
                if (best == null || found.errors() < best.errors()) {
                    best = found;
                }
            } catch (GivenUp e) {
                problem = e.why;
                break;
            } catch (LinkageError | RuntimeException e) {
                problem = "the parser for " + language + " cannot be loaded on " + System.getProperty("os.name") + ' '
                        + System.getProperty("os.arch") + ": " + e;
            }
            if (best != null && best.errors() == 0) {
                break;
            }
        }
        if (best == null) {
            return SourceUnits.chunks(language, source, problem);
        }
        if (best.errors() > source.length() / 2) {
            return SourceUnits.chunks(
                    language, source, best.errors() + " of " + source.length() + " characters do not parse");
        }
        List<CodeUnit> units = best.units();
        return new ParsedFile(units.isEmpty() ? LineChunks.of(language, source) : units, true, "");
    }

    private static final class GivenUp extends RuntimeException {
        private static final long serialVersionUID = 1L;

        final String why;

        GivenUp(String why) {
            super(why);
            this.why = why;
        }
    }

    private static TreeCollector.Found read(Grammar grammar, String language, String source) {
        try (TSLanguage nodes = grammar.parser.get();
                TSParser parser = new TSParser()) {
            if (!parser.setLanguage(nodes)) {
                throw new IllegalStateException("the grammar is of another version than tree-sitter");
            }
            // UTF-16 as Java has it, so that every offset is twice a character's.
            byte[] text = source.getBytes(StandardCharsets.UTF_16LE);
            ThreadMXBean clock = ManagementFactory.getThreadMXBean();
            long end = clock.getCurrentThreadCpuTime() + PATIENCE.toNanos();
            TSTree parsed = parser.parseWithOptions(
                    new byte[BUFFER],
                    null,
                    (buffer, offset, place) -> {
                        int length = Math.max(0, Math.min(buffer.length, text.length - offset));
                        System.arraycopy(text, Math.min(offset, text.length), buffer, 0, length);
                        return length;
                    },
                    TSInputEncoding.TSInputEncodingUTF16LE,
                    state -> clock.getCurrentThreadCpuTime() > end);
            if (parsed == null) {
                throw new GivenUp("the parser took longer than " + PATIENCE.toSeconds() + " seconds of computing");
            }
            try (TSTree tree = parsed) {
                return new TreeCollector(grammar, language, source).collect(tree);
            }
        }
    }
}
