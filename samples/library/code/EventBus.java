package harbour.work;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Passes events to whoever has subscribed to their type. */
public final class EventBus {
    private final Map<Class<?>, List<Consumer<Object>>> listeners = new ConcurrentHashMap<>();

    /** Calls the listener for each event of the type; the handle that is returned ends the subscription. */
    public <E> AutoCloseable subscribe(Class<E> type, Consumer<? super E> listener) {
        Consumer<Object> wrapped = event -> listener.accept(type.cast(event));
        listeners.computeIfAbsent(type, key -> new CopyOnWriteArrayList<>()).add(wrapped);
        return () -> listeners.get(type).remove(wrapped);
    }

    /** Tells all listeners of the event's class. */
    public void publish(Object event) {
        listeners.getOrDefault(event.getClass(), List.of()).forEach(listener -> listener.accept(event));
    }
}
