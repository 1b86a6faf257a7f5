package harbour.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A trie: words that share a beginning share its nodes. Good for completing what a user types. */
public final class PrefixTree {
    private final Node root = new Node();

    /** Adds a word. */
    public void add(String word) {
        Node node = root;
        for (char letter : word.toCharArray()) {
            node = node.children.computeIfAbsent(letter, key -> new Node());
        }
        node.end = true;
    }

    /** All words that start with the prefix, in alphabetical order, at most {@code limit} of them. */
    public List<String> complete(String prefix, int limit) {
        Node node = root;
        for (char letter : prefix.toCharArray()) {
            node = node.children.get(letter);
            if (node == null) {
                return List.of();
            }
        }
        List<String> found = new ArrayList<>();
        collect(node, new StringBuilder(prefix), limit, found);
        return found;
    }

    private static void collect(Node node, StringBuilder word, int limit, List<String> found) {
        if (found.size() == limit) {
            return;
        }
        if (node.end) {
            found.add(word.toString());
        }
        for (Map.Entry<Character, Node> child : node.children.entrySet()) {
            word.append(child.getKey());
            collect(child.getValue(), word, limit, found);
            word.setLength(word.length() - 1);
        }
    }

    private static final class Node {
        final Map<Character, Node> children = new TreeMap<>();
        boolean end;
    }
}
