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
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One run of {@link Library#add}: collects files until there is a batch, embeds it, puts the files in the index. */
final class Adding implements Sink {
    /** Enough that an encoder can sort by length and fill its own batches. */
    private static final int BATCH = 256;
    /** A prepared picture takes half a megabyte, so that a batch of pictures must stay small. */
    private static final int PICTURES = 64;

    private final PassageIndex index;
    private final Path indexFolder;
    private final Duration commitEvery;
    private final Embedding embedding;
    private final Set<Modality> read;
    private final List<Waiting> waiting = new ArrayList<>();
    private final Map<Modality, Integer> skipped = new EnumMap<>(Modality.class);
    private int waitingPassages;
    private int waitingPictures;
    private long committed = System.nanoTime();
    private int added;
    private int updated;
    private int removed;
    private int passages;

    /** A file and those of its passages that the model reads. */
    private record Waiting(FileResult file, List<Passage> passages) {}

    Adding(PassageIndex index, Encoder<Content> space, Path indexFolder, Duration commitEvery) {
        this.index = index;
        this.indexFolder = indexFolder;
        this.commitEvery = commitEvery;
        this.embedding = new Embedding(space);
        this.read = space.modalities();
    }

    AddReport run(List<Path> roots, Settings settings, Progress progress) {
        IngestReport report;
        try (Ingest ingest = Ingest.with(settings)) {
            report = ingest.walk(roots, this, progress);
        }
        flush();
        forgetLost(roots);
        index.commit();
        // The graphs are built anew for this, so only if most of the library is new anyway.
        if (2L * passages > index.stats().passages() && index.stats().segments() > 1) {
            index.compact();
        }
        return new AddReport(
                report,
                added,
                updated,
                report.count(Reason.UNCHANGED),
                removed,
                passages,
                embedding.truncated(),
                skipped,
                embedding.refused());
    }

    @Override
    public boolean wants(Path file, String contentHash) {
        return !file.startsWith(indexFolder)
                && !index.contentHash(file.toString()).equals(Optional.of(contentHash));
    }

    @Override
    public void accept(FileResult result) {
        if (result.verdict() == Verdict.OK || result.verdict() == Verdict.PARTIAL) {
            take(result);
            if (waitingPassages >= BATCH || waitingPictures >= PICTURES) {
                flush();
            }
        } else if (nothingLeft(result)) {
            remove(result.file().toString());
        }
        if (System.nanoTime() - committed > commitEvery.toNanos()) {
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
        List<Optional<float[]>> vectors = embedding.embed(all, waitingPictures > 0 ? PICTURES : BATCH);
        int at = 0;
        for (Waiting file : waiting) {
            put(file, vectors.subList(at, at + file.passages().size()));
            at += file.passages().size();
        }
        waiting.clear();
        waitingPassages = 0;
        waitingPictures = 0;
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
        index.replace(path, file.contentHash(), kept, places.toArray(float[][]::new));
        passages += kept.size();
    }

    /**
     * Forgets files below the folders that are surely gone. If a folder itself is gone it may be a disk that is not mounted
     * today, so its files stay.
     */
    private void forgetLost(List<Path> roots) {
        List<Path> there = roots.stream()
                .filter(r ->
                        Files.isDirectory(r) || (index.contentHash(r.toString()).isPresent() && Files.notExists(r)))
                .toList();
        for (String path : index.files().keySet()) {
            Path file = Path.of(path);
            if (there.stream().anyMatch(file::startsWith) && Files.notExists(file)) {
                remove(path);
            }
        }
    }

    private void remove(String path) {
        if (index.contentHash(path).isPresent()) {
            index.remove(path);
            removed++;
        }
    }
}
