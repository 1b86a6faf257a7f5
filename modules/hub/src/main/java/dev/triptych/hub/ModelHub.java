package dev.triptych.hub;

import dev.triptych.space.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The Hugging Face hub, or a mirror of it. A pull has two steps: {@link #resolve} pins the revision and lists the files, {@link #pull}
 * fetches those that are not here yet. Nothing else in the library connects to anything.
 */
public final class ModelHub {
    private final HubSettings settings;
    private final Http http;
    private final HubApi api;

    public ModelHub(HubSettings settings) {
        this.settings = settings;
        http = new Http(settings);
        api = new HubApi(settings, http);
    }

    /** What the model consists of; with {@code HF_HUB_OFFLINE}, nothing is known but the commit of the copy in the cache. */
    public Plan resolve(Repository repository) {
        if (settings.offline()) {
            String commit = new HubCache(settings.cache(), repository).present(repository);
            return new Plan(repository, commit, List.of());
        }
        String commit = api.commit(repository);
        List<HubFile> files =
                FileSelection.of(repository, api.files(repository, commit), path -> api.read(repository, commit, path));
        return new Plan(repository, commit, files);
    }

    /** Brings the files into the cache that huggingface_hub uses too. */
    public Pulled pull(Plan plan, Progress progress) {
        HubCache cache = new HubCache(settings.cache(), plan.repository());
        Path folder = cache.snapshot(plan.commit());
        if (settings.offline()) {
            return new Pulled(folder, 0);
        }
        try {
            long missing = 0;
            for (HubFile file : plan.files()) {
                Path blob = cache.blob(file);
                missing += Files.exists(blob) ? 0 : file.bytes() - Fetcher.begun(file, blob);
            }
            Disk.require(missing, folder);
            long fetched = 0;
            try (ByteBar bar = bar(plan, progress)) {
                Fetcher fetcher = new Fetcher(http, plan.repository(), bar);
                for (HubFile file : plan.files()) {
                    Path blob = cache.blob(file);
                    if (file.isAt(blob)) {
                        bar.advance(file.bytes());
                    } else {
                        fetched += fetch(fetcher, plan, file, blob);
                    }
                    cache.link(file, plan.commit());
                }
            }
            cache.remember(plan.repository(), plan.commit());
            return new Pulled(folder, fetched);
        } catch (IOException e) {
            throw Disk.failed(folder, e);
        }
    }

    /** Brings the files into a folder as plain files; those in the cache are copied from there. */
    public Pulled pull(Plan plan, Path folder, Progress progress) {
        HubCache cache = new HubCache(settings.cache(), plan.repository());
        try {
            if (settings.offline()) {
                copyAll(cache.snapshot(plan.commit()), folder);
                return new Pulled(folder, 0);
            }
            long missing = 0;
            for (HubFile file : plan.files()) {
                Path target = folder.resolve(file.path());
                missing += Files.exists(target) ? 0 : file.bytes() - Fetcher.begun(file, target);
            }
            Disk.require(missing, folder);
            long fetched = 0;
            try (ByteBar bar = bar(plan, progress)) {
                Fetcher fetcher = new Fetcher(http, plan.repository(), bar);
                for (HubFile file : plan.files()) {
                    Path target = folder.resolve(file.path());
                    Path blob = cache.blob(file);
                    if (file.isAt(target)) {
                        bar.advance(file.bytes());
                    } else if (file.isAt(blob)) {
                        copy(blob, target);
                        bar.advance(file.bytes());
                    } else {
                        fetched += fetch(fetcher, plan, file, target);
                    }
                }
            }
            return new Pulled(folder, fetched);
        } catch (IOException e) {
            throw Disk.failed(folder, e);
        }
    }

    private static ByteBar bar(Plan plan, Progress progress) {
        return new ByteBar(progress, plan.repository().name(), plan.bytes());
    }

    private long fetch(Fetcher fetcher, Plan plan, HubFile file, Path target) throws IOException {
        makeFolder(target);
        return fetcher.fetch(file, api.content(plan.repository(), plan.commit(), file.path()), target);
    }

    private static void makeFolder(Path file) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
    }

    private static void copyAll(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        makeFolder(to);
        Path beside = to.resolveSibling(to.getFileName() + ".part");
        Files.copy(from, beside, StandardCopyOption.REPLACE_EXISTING);
        Fetcher.move(beside, to);
    }
}
