package dev.triptych.library;

import dev.triptych.index.PassageIndex;
import dev.triptych.ingest.FileResult;
import dev.triptych.ingest.Ingest;
import dev.triptych.ingest.IngestReport;
import dev.triptych.ingest.Reason;
import dev.triptych.ingest.Settings;
import dev.triptych.ingest.Sink;
import dev.triptych.ingest.Verdict;
import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import dev.triptych.space.Modality;
import dev.triptych.space.Passage;
import dev.triptych.space.Progress;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** One run of {@link Library#add}: collects files until there is a batch, embeds it, puts the files in the index. */
final class Adding implements Sink {
    /** Enough that an encoder can sort by length and fill its own batches. */
    private static final int BATCH = 256;
    /** A prepared picture takes half a megabyte, so that a batch of pictures must stay small. */
    private static final int PICTURES = 64;

    private final PassageIndex index;
    private final Path indexFolder;
    private final boolean whole;
    private final Duration commitEvery;
    private final Embedding embedding;
    private final Set<Modality> read;
    private final BooleanSupplier stopped;
    /** Files that are surely there, as the index names them. */
    private final Set<String> met = new HashSet<>();

    private final Set<Path> ignored = new HashSet<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private final Map<Modality, Integer> skipped = new EnumMap<>(Modality.class);
    private int waitingPassages;
    private int waitingPictures;
    private long committed = System.nanoTime();
    private int added;
    private int updated;
    private int removed;
    private int passages;
    private int reused;
    /** A file and those of its passages that the model reads. */
    private record Waiting(FileResult file, List<Passage> passages) {}

    /**
     * A run.
     *
     * @param whole whether nothing may be seen before its end
     * @param stopped asked after every file: true ends the run, and what is done is committed
     */
    Adding(
            PassageIndex index,
            Encoder<Content> space,
            Path indexFolder,
            boolean whole,
            Duration commitEvery,
            BooleanSupplier stopped) {
        this.index = index;
        this.indexFolder = indexFolder;
        this.whole = whole;
        this.commitEvery = commitEvery;
        this.embedding = new Embedding(space);
        this.read = space.modalities();
        this.stopped = stopped;
    }

    AddReport run(List<Path> roots, Settings settings, Progress progress) {
        IngestReport report;
        try (Ingest ingest = Ingest.with(settings)) {
            report = ingest.walk(roots, this, progress);
        }
        return finish(report, roots, Set.copyOf(roots));
    }

    /** As {@link #run}, but looks only at what may have changed. */
    AddReport update(List<Path> roots, Set<Path> changed, Settings settings) {
        IngestReport report;
        try (Ingest ingest = Ingest.with(settings)) {
            report = ingest.walk(roots, changed, this, Progress.none());
        }
        return finish(report, roots, changed);
    }

    private AddReport finish(IngestReport report, List<Path> roots, Set<Path> walked) {
        flush();
        forgetLost(roots, walked);
        index.commit();
        // The graphs are built anew for this, so only if most of the library is new anyway.
        if (2L * (passages + reused) > index.stats().passages() && index.stats().segments() > 1) {
            index.compact();
        }
        return new AddReport(
                report,
                added,
                updated,
                report.count(Reason.UNCHANGED),
                removed,
                passages,
                reused,
                embedding.truncated(),
                skipped,
                embedding.refused());
    }

    @Override
    public boolean knows(Path file, String stamp) {
        return index.stamp(file.toString()).equals(Optional.of(stamp));
    }

    @Override
    public boolean wants(Path file, String contentHash) {
        return !file.startsWith(indexFolder)
                && !index.contentHash(file.toString()).equals(Optional.of(contentHash));
    }

    @Override
    public void accept(FileResult result) {
        if (stopped.getAsBoolean()) {
            if (!whole) {
                index.commit();
            }
            throw new CancellationException("adding was stopped; what was done before stays");
        }
        if (result.reason() == Reason.IGNORED) {
            ignored.add(result.file());
            return;
        }
        if (result.reason() != Reason.UNREADABLE) {
            met.add(result.file().toString());
        }
        if (result.reason() == Reason.UNCHANGED) {
            if (!result.stamp().isEmpty()) {
                index.stamp(result.file().toString(), result.stamp());
            }
        } else if (result.verdict() == Verdict.OK || result.verdict() == Verdict.PARTIAL) {
            take(result);
            if (waitingPassages >= BATCH || waitingPictures >= PICTURES) {
                flush();
            }
        } else if (nothingLeft(result)) {
            remove(result.file().toString());
        }
        if (!whole && System.nanoTime() - committed > commitEvery.toNanos()) {
            flush();
            index.commit();
            committed = System.nanoTime();
        }
    }

    private void take(FileResult result) {
        List<Passage> passages = new ArrayList<>();
        for (Passage passage : result.passages()) {
            if (read.contains(passage.modality())) {
                passages.add(passage);
                waitingPictures += passage.modality() == Modality.IMAGE ? 1 : 0;
            } else {
                skipped.merge(passage.modality(), 1, Integer::sum);
            }
        }
        if (passages.isEmpty() && !result.passages().isEmpty()) {
            // Not even remembered: nothing of it can be found.
            remove(result.file().toString());
            return;
        }
        waiting.add(new Waiting(result, passages));
        waitingPassages += passages.size();
    }

    /** The file is whole and has nothing to search; after a failure, however, what was known of it stays until it can be read. */
    private static boolean nothingLeft(FileResult result) {
        return switch (result.reason()) {
            case EMPTY, NO_CONTENT, UNSUPPORTED, TOO_SMALL -> true;
            default -> false;
        };
    }

    private void flush() {
        List<Passage> all = waiting.stream().flatMap(f -> f.passages().stream()).toList();
        List<Optional<float[]>> vectors = vectors(all);
        int at = 0;
        for (Waiting file : waiting) {
            put(file, vectors.subList(at, at + file.passages().size()));
            at += file.passages().size();
        }
        waiting.clear();
        waitingPassages = 0;
        waitingPictures = 0;
    }

    /** Of what has not been in the index before; what has only moved, or stands in a changed file unchanged, keeps its vector. */
    private List<Optional<float[]>> vectors(List<Passage> all) {
        List<Optional<float[]>> vectors =
                new ArrayList<>(index.vectors(all.stream().map(Passage::content).toList()));
        List<Integer> places = new ArrayList<>();
        List<Passage> unknown = new ArrayList<>();
        for (int i = 0; i < vectors.size(); i++) {
            if (vectors.get(i).isEmpty()) {
                places.add(i);
                unknown.add(all.get(i));
            }
        }
        List<Optional<float[]>> embedded = embedding.embed(unknown, waitingPictures > 0 ? PICTURES : BATCH);
        for (int i = 0; i < embedded.size(); i++) {
            vectors.set(places.get(i), embedded.get(i));
            passages += embedded.get(i).isPresent() ? 1 : 0;
        }
        reused += all.size() - unknown.size();
        return vectors;
    }

    private void put(Waiting waited, List<Optional<float[]>> vectors) {
        List<Passage> kept = new ArrayList<>();
        List<float[]> places = new ArrayList<>();
        for (int i = 0; i < vectors.size(); i++) {
            if (vectors.get(i).isPresent()) {
                kept.add(waited.passages().get(i));
                places.add(vectors.get(i).get());
            }
        }
        FileResult file = waited.file();
        String path = file.file().toString();
        if (index.contentHash(path).isPresent()) {
            updated++;
        } else {
            added++;
        }
        index.replace(path, file.contentHash(), file.stamp(), kept, places.toArray(float[][]::new));
    }

    /**
     * Forgets files that are surely gone, or are ignored now. If a named folder itself is gone it may be a disk that is not mounted today, so
     * its files stay.
     */
    private void forgetLost(List<Path> roots, Set<Path> walked) {
        List<Path> there = roots.stream().filter(Files::isDirectory).toList();
        for (String path : index.files().keySet()) {
            if (!met.contains(path)) {
                file(path)
                        .filter(f -> isOrBelow(f, ignored)
                                || (isOrBelow(f, walked)
                                        && (roots.contains(f) || there.stream().anyMatch(f::startsWith))
                                        && Files.notExists(f)))
                        .ifPresent(f -> remove(path));
            }
        }
    }

    /** Nothing for a name that the system cannot say today, because another character set was set when it was read. */
    private static Optional<Path> file(String path) {
        try {
            return Optional.of(Path.of(path));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static boolean isOrBelow(Path file, Set<Path> some) {
        for (Path at = file; at != null && !some.isEmpty(); at = at.getParent()) {
            if (some.contains(at)) {
                return true;
            }
        }
        return false;
    }

    private void remove(String path) {
        if (index.contentHash(path).isPresent()) {
            index.remove(path);
            removed++;
        }
    }
}
