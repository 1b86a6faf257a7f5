package dev.triptych.code;

import dev.triptych.code.CodeUnit.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.treesitter.TSLanguage;

/** What the nodes of one tree-sitter grammar mean; filled in {@link Grammars}, the one place that knows their names. */
final class Grammar {
    /** Which fields of a node hold its name and what is behind it. */
    record Fields(String name, String value) {}

    final String language;
    final Supplier<TSLanguage> parser;

    /** Declarations. A {@link Kind#FIELD} is a unit only when it has documentation; else it shows in its type. */
    final Map<String, Kind> units = new HashMap<>();

    /** Declarations that only say how something looks when they have no body: {@code struct point p;}. */
    final Set<String> needBody = new HashSet<>();

    /** Nodes that declare a function when their value is one: {@code const run = () => …}. */
    final Map<String, Fields> assigned = new HashMap<>();

    /** Nodes whose name goes in front of what stands inside; the value tells whether functions in it are methods. */
    final Map<String, Boolean> scopes = new HashMap<>();

    /** Nodes that put a name in front of all that follows in the file. */
    final Set<String> packages = new HashSet<>();

    /** Calls where they need no brackets, and the field that says what is called; elsewhere they are told from the tokens. */
    final Map<String, String> calls = new HashMap<>();

    /** Nodes that stand around one declaration and begin before it: documentation stands in front of them. */
    final Set<String> wrappers = new HashSet<>();

    /** Annotations, decorators, type parameters: between documentation and declaration. */
    final Set<String> annotations = new HashSet<>();

    final Set<String> imports = new HashSet<>();
    final Set<String> constructors = new HashSet<>();
    /** Whether the first string of a body documents it. */
    boolean docstrings;

    Grammar(String language, Supplier<TSLanguage> parser) {
        this.language = language;
        this.parser = parser;
    }

    Grammar units(Kind kind, String... nodes) {
        for (String node : nodes) {
            units.put(node, kind);
        }
        return this;
    }

    /** The kind of a declaration; {@code parent>node} in the table means a node that is one only there. */
    @Nullable
    Kind kind(String parent, String node) {
        Kind kind = units.get(node);
        return kind != null ? kind : units.get(parent + '>' + node);
    }

    Grammar needBody(String... nodes) {
        needBody.addAll(Set.of(nodes));
        return this;
    }

    /** @param fields the fields of name and value, with a space between them */
    Grammar assigned(String node, String fields) {
        String[] both = fields.split(" ");
        assigned.put(node, new Fields(both[0], both[1]));
        return this;
    }

    Grammar namespaces(String... nodes) {
        for (String node : nodes) {
            scopes.put(node, false);
        }
        return this;
    }

    Grammar implementations(String... nodes) {
        for (String node : nodes) {
            scopes.put(node, true);
        }
        return this;
    }

    Grammar packages(String... nodes) {
        packages.addAll(Set.of(nodes));
        return this;
    }

    Grammar calls(String node, String field) {
        calls.put(node, field);
        return this;
    }

    Grammar wrappers(String... nodes) {
        wrappers.addAll(Set.of(nodes));
        return this;
    }

    Grammar annotations(String... nodes) {
        annotations.addAll(Set.of(nodes));
        return this;
    }

    Grammar imports(String... nodes) {
        imports.addAll(Set.of(nodes));
        return this;
    }

    Grammar constructors(String... names) {
        constructors.addAll(Set.of(names));
        return this;
    }

    Grammar docstrings() {
        docstrings = true;
        return this;
    }
}
