package dev.triptych.ingest;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Contents that have ended a worker twice in this run; no copy of them gets a third chance. */
final class Quarantine {
    private final Map<String, Reason> byHash = new ConcurrentHashMap<>();

    void add(String contentHash, Reason reason) {
        byHash.put(contentHash, reason);
    }

    Optional<Reason> of(String contentHash) {
        return Optional.ofNullable(byHash.get(contentHash));
    }
}
