package harbour.sea;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Finds the shortest way between two ports in a network of sea routes, after Dijkstra. */
public final class RouteFinder {
    private final Map<String, Map<String, Double>> routes = new HashMap<>();

    /** Adds a route that can be sailed in both directions. */
    public void connect(String a, String b, double miles) {
        routes.computeIfAbsent(a, key -> new HashMap<>()).put(b, miles);
        routes.computeIfAbsent(b, key -> new HashMap<>()).put(a, miles);
    }

    /** The ports on the shortest way, both ends included, or an empty list when there is no way. */
    public List<String> shortestPath(String from, String to) {
        Map<String, Double> distance = new HashMap<>(Map.of(from, 0.0));
        Map<String, String> before = new HashMap<>();
        PriorityQueue<Map.Entry<String, Double>> open = new PriorityQueue<>(Comparator.comparing(Map.Entry::getValue));
        open.add(Map.entry(from, 0.0));
        while (!open.isEmpty()) {
            Map.Entry<String, Double> nearest = open.remove();
            if (nearest.getValue() > distance.get(nearest.getKey())) {
                continue;
            }
            routes.getOrDefault(nearest.getKey(), Map.of()).forEach((port, miles) -> {
                double length = nearest.getValue() + miles;
                if (length < distance.getOrDefault(port, Double.POSITIVE_INFINITY)) {
                    distance.put(port, length);
                    before.put(port, nearest.getKey());
                    open.add(Map.entry(port, length));
                }
            });
        }
        if (!distance.containsKey(to)) {
            return List.of();
        }
        Deque<String> path = new ArrayDeque<>();
        for (String port = to; port != null; port = before.get(port)) {
            path.addFirst(port);
        }
        return List.copyOf(path);
    }
}
