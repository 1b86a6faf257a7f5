package dev.triptych.code;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.code.JavaUnits.Declarations;
import dev.triptych.space.Progress;
import dev.triptych.space.TriptychException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * Mines pairs of text and code: the first sentence of a method's Javadoc, and the method.
 *
 * <p>The same input gives the same rows in the same order, whatever the order of the paths: by library, file and line.
 */
public final class JavadocMiner {
    private final Rules rules;
    private final QueryQuality quality;
    private final List<MinedPair> pairs = new ArrayList<>();
    private final Map<String, Integer> dropped = new TreeMap<>();
    private final Map<String, Integer> libraries = new TreeMap<>();
    private final List<String> unparsed = new ArrayList<>();
    private int files;
    private int methods;
    private int documented;

    private JavadocMiner(Rules rules) {
        this.rules = rules;
        quality = new QueryQuality(rules);
    }

    /**
     * Mines all Java files of the given sources.
     *
     * @param jarsOrFolders {@code -sources.jar}s or folders of sources
     * @param out gzipped JSON lines {@code {library, file, line, name, class, query, code}}; written beside and moved there when whole
     * @throws TriptychException if a path is not there, an exclusion file is not readable, or {@code out} cannot be written
     */
    public static MiningReport mine(List<Path> jarsOrFolders, Path out, Rules rules, Progress progress) {
        Set<String> excluded = Exclusions.read(rules.exclusions());
        JavadocMiner miner = new JavadocMiner(rules);
        try (Progress.Task task = progress.start("mining Javadoc", jarsOrFolders.size())) {
            for (Path source : jarsOrFolders) {
                task.note(JavaSources.library(source));
                miner.library(source);
                task.advance(1);
            }
        }
        List<MinedPair> kept = miner.choose(excluded);
        write(kept, out);
        return new MiningReport(
                miner.libraries,
                miner.files,
                miner.methods,
                miner.documented,
                kept.size(),
                miner.dropped,
                miner.unparsed.stream().sorted().toList());
    }

    private void library(Path jarOrFolder) {
        String library = JavaSources.library(jarOrFolder);
        libraries.put(library, 0);
        JavaSources.each(jarOrFolder, (name, source, problem) -> {
            files += name.isEmpty() ? 0 : 1;
            Declarations found =
                    problem.isEmpty() ? JavaUnits.declarations(source) : new Declarations(List.of(), problem);
            if (!found.problem().isEmpty()) {
                unparsed.add(library + '/' + name + ": " + found.problem());
            }
            for (Declaration declaration : found.all()) {
                if (declaration.unit().kind().isCallable()) {
                    method(library, name, declaration);
                }
            }
        });
    }

    private void method(String library, String file, Declaration method) {
        methods++;
        if (method.javadoc().isEmpty()) {
            return;
        }
        documented++;
        String query = JavadocText.firstSentence(method.javadoc());
        String fault = quality.fault(query);
        if (!fault.isEmpty()) {
            drop(fault);
        } else if (!method.body() && !rules.bodiless()) {
            drop("no body");
        } else if (method.bare().length() > rules.maxCodeChars()) {
            drop("code too long");
        } else {
            pairs.add(new MinedPair(
                    library, file, method.bareLine(), method.name(), method.owner(), query, method.bare()));
        }
    }

    /** Takes the first of what is the same, in the order of the rows. */
    private List<MinedPair> choose(Set<String> excluded) {
        pairs.sort(MinedPair.ORDER);
        List<MinedPair> kept = new ArrayList<>();
        Map<String, Integer> queries = new HashMap<>();
        Map<String, Integer> boilerplate = new HashMap<>();
        Set<String> codes = new HashSet<>();
        for (MinedPair pair : pairs) {
            String query = Exclusions.key(pair.query());
            String code = Exclusions.key(pair.code());
            if (excluded.contains(query) || excluded.contains(code)) {
                drop("in an exclusion file");
            } else if (queries.getOrDefault(query, 0) >= rules.perQuery()) {
                drop("same query");
            } else if (codes.contains(code)) {
                drop("same code");
            } else if (quality.boilerplate(pair.query())
                    && boilerplate.merge(pair.library(), 1, Integer::sum) > rules.boilerplatePerLibrary()) {
                drop("boilerplate");
            } else {
                queries.merge(query, 1, Integer::sum);
                codes.add(code);
                libraries.merge(pair.library(), 1, Integer::sum);
                kept.add(pair);
            }
        }
        return kept;
    }

    private void drop(String reason) {
        dropped.merge(reason, 1, Integer::sum);
    }

    private static void write(List<MinedPair> rows, Path out) {
        Path target = out.toAbsolutePath();
        Path part = target.resolveSibling(target.getFileName() + ".part");
        ObjectMapper json = new ObjectMapper();
        try {
            Files.createDirectories(target.getParent());
            try (BufferedWriter lines = new BufferedWriter(new OutputStreamWriter(
                    new GZIPOutputStream(Files.newOutputStream(part)), StandardCharsets.UTF_8))) {
                for (MinedPair row : rows) {
                    lines.write(json.writeValueAsString(row));
                    lines.write('\n');
                }
            }
            move(part, target);
        } catch (IOException e) {
            discard(part);
            throw new TriptychException(
                    "cannot write " + out + ": " + e.getMessage() + "; choose another file or make room", e);
        }
    }

    private static void discard(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            // The error that is about to be thrown says why; half a file beside it says no more.
            return;
        }
    }

    private static void move(Path part, Path target) throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
