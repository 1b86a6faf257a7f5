package dev.triptych.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.treesitter.TSNode;

/** The pieces of a declaration's node: its name, its body, its signature. */
final class NodeText {
    /** Longer names are expressions. */
    private static final int LONGEST_NAME = 200;

    private static final int LONGEST_SIGNATURE = 600;

    /** Names, modifiers and bodies are among the first children. */
    private static final int MOST_PARTS = 16;

    /** Grammars without fields name what they declare in one of these. */
    private static final Set<String> IDENTIFIERS =
            Set.of("simple_identifier", "type_identifier", "identifier", "name", "constant", "package_identifier");

    private static final Set<String> DECLARATORS = Set.of(
            "variable_declaration", "variable_declarator", "property_element", "const_element", "qualified_identifier");

    private static final Set<String> BODIES = Set.of(
            "block",
            "compound_statement",
            "statement_block",
            "function_body",
            "class_body",
            "enum_class_body",
            "declaration_list",
            "field_declaration_list",
            "enumerator_list",
            "enum_variant_list",
            "body_statement",
            "enum_body",
            "interface_body",
            "field_initializer_list",
            "accessor_list",
            "property_hook_list");

    private final String source;

    NodeText(String source) {
        this.source = source;
    }

    static int start(TSNode node) {
        return node.getStartByte() / 2;
    }

    static int end(TSNode node) {
        return node.getEndByte() / 2;
    }

    String of(TSNode node) {
        return source.substring(start(node), end(node));
    }

    /** A field of a node, or nothing. */
    static @Nullable TSNode field(TSNode node, String name) {
        TSNode child = node.getChildByFieldName(name);
        return child == null || child.isNull() ? null : child;
    }

    /** The name that a node declares, with dots; empty when it declares none. */
    String name(TSNode node, String field) {
        TSNode named = field(node, field);
        if (named == null) {
            named = declared(node);
        }
        if (named == null) {
            named = field(node, "left");
        }
        if (named == null) {
            named = fieldless(node);
        }
        if (named == null && node.getNamedChildCount() == 0) {
            named = node;
        }
        return named == null ? "" : clean(of(named));
    }

    /** C says {@code *(*name)(…)}: the name is the innermost declarator. */
    private static @Nullable TSNode declared(TSNode node) {
        TSNode inner = field(node, "declarator");
        while (inner != null) {
            TSNode next = field(inner, "declarator");
            if (next == null && inner.getType().endsWith("_declarator") && inner.getNamedChildCount() > 0) {
                next = inner.getNamedChild(0);
            }
            if (next == null) {
                return inner;
            }
            inner = next;
        }
        return null;
    }

    private static @Nullable TSNode fieldless(TSNode node) {
        TSNode at = node;
        for (int depth = 0; depth < 5; depth++) {
            TSNode next = child(at, DECLARATORS);
            if (next == null) {
                TSNode name = field(at, "name");
                return name == null ? child(at, IDENTIFIERS) : name;
            }
            at = next;
        }
        return null;
    }

    /** The first of a node's first children that is one of these. */
    private static @Nullable TSNode child(TSNode node, Set<String> types) {
        int count = Math.min(node.getNamedChildCount(), MOST_PARTS);
        for (int i = 0; i < count; i++) {
            TSNode child = node.getNamedChild(i);
            if (types.contains(child.getType())) {
                return child;
            }
        }
        return null;
    }

    static String clean(String raw) {
        if (raw.length() > LONGEST_NAME) {
            return "";
        }
        String name =
                raw.replaceAll("\\s+", "").replaceAll("^['\"`]|['\"`]$", "").replace("$", "");
        name = name.replace("::", ".").replace('\\', '.').replace(".prototype.", ".");
        name = name.replaceFirst("^(module\\.exports|exports|window|self|this|globalThis)\\.", "")
                .replaceFirst("^\\.", "");
        if (!name.contains("operator")) {
            name = name.replaceAll("<.*>", "");
        }
        return name.chars().anyMatch(c -> "()[]{},;'\"".indexOf(c) >= 0)
                ? name.replaceAll("[()\\[\\]{},;'\"]", "")
                : name;
    }

    /** A child and its type: every question to a node is a costly call. */
    record Part(String type, TSNode node) {}

    /** The first named children of a node. */
    static List<Part> parts(TSNode node) {
        List<Part> parts = new ArrayList<>();
        int count = Math.min(node.getNamedChildCount(), MOST_PARTS);
        for (int i = 0; i < count; i++) {
            TSNode child = node.getNamedChild(i);
            parts.add(new Part(child.getType(), child));
        }
        return parts;
    }

    /** The body of a declaration, or nothing. */
    static @Nullable TSNode body(TSNode node, List<Part> parts) {
        TSNode body = field(node, "body");
        TSNode first = null;
        for (Part part : parts) {
            if (BODIES.contains(part.type())) {
                first = part.node();
                break;
            }
        }
        if (body == null || (first != null && first.getStartByte() < body.getStartByte())) {
            body = first;
        }
        if (body == null) {
            TSNode type = field(node, "type");
            body = type == null ? null : field(type, "body");
        }
        return body;
    }

    /** The declaration on one line, from a character up to its body or value. */
    String signature(TSNode node, List<Part> parts, int from, @Nullable TSNode body) {
        int end = body != null ? start(body) : end(node);
        for (Part part : parts) {
            if (part.type().endsWith("comment") && start(part.node()) > from) {
                end = Math.min(end, start(part.node()));
            }
        }
        if (body == null) {
            for (String value : new String[] {"value", "right", "default_value"}) {
                TSNode behind = field(node, value);
                end = behind == null ? end : Math.min(end, start(behind));
            }
        }
        String text = source.substring(from, Math.max(from, Math.min(end, from + LONGEST_SIGNATURE * 4)));
        if (body == null) {
            int brace = text.indexOf('{');
            text = brace > 0 ? text.substring(0, brace) : text;
        }
        text = text.replaceAll("\\s+", " ").strip().replaceFirst("\\s*(=>|[={:;,]|\\s)+$", "");
        return text.substring(0, Math.min(text.length(), LONGEST_SIGNATURE));
    }
}
