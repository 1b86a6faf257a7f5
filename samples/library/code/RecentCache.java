package harbour.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * A cache of bounded size that drops the entry which has not been used for the longest time.
 *
 * @param <K> keys
 * @param <V> values
 */
public final class RecentCache<K, V> {
    private final Map<K, V> entries;

    /** Makes an empty cache that holds at most {@code capacity} entries. */
    public RecentCache(int capacity) {
        this.entries = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > capacity;
            }
        };
    }

    /** The cached value of the key, computed first if it is missing. */
    public synchronized V get(K key, Function<? super K, ? extends V> load) {
        V value = entries.get(key);
        if (value == null) {
            value = load.apply(key);
            entries.put(key, value);
        }
        return value;
    }

    public synchronized int size() {
        return entries.size();
    }
}
