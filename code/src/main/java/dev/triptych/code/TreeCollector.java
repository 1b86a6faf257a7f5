package dev.triptych.code;

import dev.triptych.code.CodeUnit.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.treesitter.TSNode;
import org.treesitter.TSTree;
import org.treesitter.TSTreeCursor;

/**
 * Walks the tree of one file and cuts its declarations out of the source as they stand.
 *
 * <p>The walk is a loop with a cursor: however deep a source is nested, the stack is not. A function inside a function belongs to the one around
 * it. Statements that stand outside of every declaration become chunks, when they have something to say.
 */
final class TreeCollector {
    /** @param errors characters that do not parse */
    record Found(List<CodeUnit> units, int errors) {}

    private static final Set<String> FUNCTIONS =
            Set.of("arrow_function", "function_expression", "function", "generator_function", "lambda");

    /** Nothing is declared in them, and they may be long. */
    private static final Set<String> DATA = Set.of(
            "array",
            "list",
            "dictionary",
            "tuple",
            "set",
            "initializer_list",
            "string",
            "template_string",
            "token_tree",
            "binary_expression",
            "array_creation_expression",
            "collection_literal",
            "preproc_arg",
            "concatenated_string");

    /** Statements with fewer letters, {@code main()} for instance, are not worth a search. */
    private static final int FEWEST_LETTERS = 24;

    /** Statements of a file's own code this far apart are one piece. */
    private static final int GAP = 3;

    private static final int LONGEST_TYPE = 8000;

    /** The type of a Go receiver: {@code (s *Server[T])}. */
    private static final Pattern RECEIVER = Pattern.compile("(\\w+)\\s*(\\[[^)]*])?\\s*\\)$");

    private static final Pattern ANNOTATION = Pattern.compile("[@\\[#,]\\[?\\s*([\\p{L}\\p{N}_.:]+)");

    /** A unit that is being filled. */
    private static final class Draft {
        final Kind kind;
        final String name;
        final String signature;
        final String doc;
        final int start;
        final int end;
        final List<String> annotations;
        final Set<String> calls = new LinkedHashSet<>();
        final StringBuilder members = new StringBuilder();
        /** The docstring that is cut out of the source. */
        int cutFrom;

        int cutTo;

        Draft(Kind kind, String name, String signature, String doc, int start, int end, List<String> annotations) {
            this.kind = kind;
            this.name = name;
            this.signature = signature;
            this.doc = doc;
            this.start = start;
            this.end = end;
            this.annotations = annotations;
        }

        boolean isType() {
            return kind.isType() || kind == Kind.MODULE;
        }
    }

    /** What is known where a node's children are read. */
    private static final class Level {
        final String parent;
        final String scope;
        final boolean inType;
        final @Nullable Draft unit;
        final boolean body;
        final boolean top;
        final @Nullable TSNode wrapper;
        final List<String> annotations = new ArrayList<>();
        int annotationStart = -1;
        /** The comment that waits for its declaration. */
        int docStart = -1;

        int docEnd;
        int docLine;
        int lastLine = -1;

        Level(
                String parent,
                String scope,
                boolean inType,
                @Nullable Draft unit,
                boolean body,
                boolean top,
                @Nullable TSNode wrapper) {
            this.parent = parent;
            this.scope = scope;
            this.inType = inType;
            this.unit = unit;
            this.body = body;
            this.top = top;
            this.wrapper = wrapper;
        }

        void forget() {
            docStart = -1;
            annotationStart = -1;
            annotations.clear();
        }

        /** A node that declares nothing itself gives what stands before it to its first child. */
        Level handDown(Level to) {
            to.docStart = docStart;
            to.docEnd = docEnd;
            to.docLine = docLine;
            to.annotationStart = annotationStart;
            to.annotations.addAll(annotations);
            return to;
        }
    }

    private final Grammar grammar;
    private final String language;
    private final String source;
    private final SourceLines lines;
    private final NodeText text;
    private final List<Draft> drafts = new ArrayList<>();
    private final boolean[] loose;
    private String prefix = "";
    private int errors;
    private int errorEnd;

    TreeCollector(Grammar grammar, String language, String source) {
        this.grammar = grammar;
        this.language = language;
        this.source = source;
        lines = new SourceLines(source);
        text = new NodeText(source);
        loose = new boolean[lines.count() + 2];
    }

    Found collect(TSTree tree) {
        TSNode root = tree.getRootNode();
        if (root.getType().equals("ERROR")) {
            errors = source.length();
            errorEnd = source.length();
        }
        Deque<Level> levels = new ArrayDeque<>();
        try (TSTreeCursor cursor = new TSTreeCursor(root)) {
            Level inside = new Level("", "", false, null, false, true, null);
            boolean more = cursor.gotoFirstChild();
            while (more) {
                Level deeper = visit(cursor.currentNode(), inside);
                if (deeper != null && cursor.gotoFirstChild()) {
                    levels.push(inside);
                    inside = deeper;
                    continue;
                }
                while (!cursor.gotoNextSibling()) {
                    if (levels.isEmpty()) {
                        more = false;
                        break;
                    }
                    cursor.gotoParent();
                    inside = levels.pop();
                }
            }
        }
        return new Found(units(), errors);
    }

    /** Takes what the node says; what is known inside of it, or nothing when nobody need look there. */
    private @Nullable Level visit(TSNode node, Level level) {
        String type = node.getType();
        if (type.equals("ERROR") && NodeText.start(node) >= errorEnd) {
            errorEnd = NodeText.end(node);
            errors += errorEnd - NodeText.start(node);
        }
        if (level.body) {
            call(type, node, level.unit);
            return level;
        }
        if (!node.isNamed()) {
            return null;
        }
        if (DATA.contains(type)) {
            if (level.top) {
                loose(node);
            }
            return null;
        }
        if (type.endsWith("comment")) {
            remember(node, level);
            return null;
        }
        if (grammar.annotations.contains(type)) {
            annotation(node, level);
            return null;
        }
        if (grammar.imports.contains(type)) {
            level.forget();
            trailing(node, level);
            return null;
        }
        Level inside = declaration(type, node, level);
        level.forget();
        level.lastLine = lines.lineOf(Math.max(NodeText.start(node), end(node) - 1));
        return inside;
    }

    private @Nullable Level declaration(String type, TSNode node, Level level) {
        if (grammar.packages.contains(type)) {
            String name = text.name(node, "name");
            TSNode body = NodeText.body(node, NodeText.parts(node));
            if (body == null) {
                prefix = name;
                return null;
            }
            return new Level(type, join(level.scope, name), false, null, false, false, null);
        }
        Boolean scope = grammar.scopes.get(type);
        if (scope != null) {
            String name = text.name(node, scope ? "type" : "name");
            return new Level(type, join(level.scope, name), scope, null, false, false, null);
        }
        Grammar.Fields fields = grammar.assigned.get(type);
        TSNode value = fields == null ? null : NodeText.field(node, fields.value());
        boolean function = value != null && FUNCTIONS.contains(value.getType());
        Kind kind = function ? Kind.FUNCTION : grammar.kind(level.parent, type);
        List<NodeText.Part> parts = kind == null ? List.of() : NodeText.parts(node);
        TSNode body = kind == null
                ? null
                : function && value != null ? NodeText.body(value, List.of()) : NodeText.body(node, parts);
        if (kind != null
                && !(grammar.needBody.contains(type) && (body == null || level.parent.equals("type_definition")))) {
            String name = name(type, node, fields, level);
            if (!name.isEmpty()) {
                return unit(kind, type, name, node, parts, body, level);
            }
        }
        boolean wraps = grammar.wrappers.contains(type);
        boolean statement = !wraps || (type.equals("expression_statement") && !holdsScope(node));
        if (level.top && kind == null && statement) {
            loose(node);
        }
        TSNode wrapper = !wraps ? null : level.wrapper != null && holdsOnly(level.wrapper, node) ? level.wrapper : node;
        // The braces of a namespace: what stands in them stands in the file.
        boolean top = (level.top && wraps)
                || grammar.scopes.containsKey(level.parent)
                || grammar.packages.contains(level.parent);
        return level.handDown(new Level(type, level.scope, level.inType, level.unit, false, top, wrapper));
    }

    /** TypeScript has its namespaces in statements. */
    private boolean holdsScope(TSNode statement) {
        return statement.getNamedChildCount() > 0
                && grammar.scopes.containsKey(statement.getNamedChild(0).getType());
    }

    private String name(String type, TSNode node, Grammar.@Nullable Fields fields, Level level) {
        String name = text.name(node, fields == null ? "name" : fields.name());
        if (name.isEmpty() && type.equals("companion_object")) {
            return "Companion";
        }
        return name.isEmpty() && type.equals("secondary_constructor") ? last(level.scope) : name;
    }

    private @Nullable Level unit(
            Kind declared,
            String type,
            String name,
            TSNode node,
            List<NodeText.Part> parts,
            @Nullable TSNode body,
            Level level) {
        TSNode outer = level.wrapper != null && holdsOnly(level.wrapper, node) ? level.wrapper : node;
        String signature = text.signature(node, parts, signatureStart(outer, node, parts), body);
        if (type.equals("type_definition") && body != null) {
            signature += ' ' + name;
        }
        String scope = level.scope;
        boolean method = level.inType;
        TSNode receiver = NodeText.field(node, "receiver");
        if (receiver != null) {
            Matcher matcher = RECEIVER.matcher(text.of(receiver));
            scope = matcher.find() ? join(scope, matcher.group(1)) : scope;
            method = true;
        }
        Kind kind = refined(declared, type, name, signature, scope, method);
        int start = NodeText.start(outer);
        start = level.annotationStart >= 0 ? Math.min(start, level.annotationStart) : start;
        TSNode docstring = grammar.docstrings && body != null ? docstring(body) : null;
        String doc = docstring != null ? CommentText.docstring(text.of(docstring)) : doc(node, level);
        if (kind == Kind.FIELD && doc.isEmpty()) {
            member(signature, level);
            if (level.unit == null) {
                loose(outer);
            }
            return new Level(type, join(scope, name), false, level.unit, false, false, null);
        }
        if (kind == Kind.FIELD && signature.contains("(") && type.endsWith("declaration") && declaresFunction(node)) {
            kind = method ? Kind.METHOD : Kind.FUNCTION;
        }
        Draft draft = new Draft(
                kind, join(prefix, join(scope, name)), signature, doc, start, end(outer), annotations(parts, level));
        if (docstring != null && !doc.isEmpty()) {
            draft.cutFrom = NodeText.start(docstring);
            draft.cutTo = NodeText.end(docstring);
        }
        drafts.add(draft);
        member(signature, level);
        boolean inside = kind.isCallable();
        if (grammar.calls.isEmpty() && (inside || kind == Kind.FIELD)) {
            int equals = source.indexOf('=', NodeText.start(node));
            int from = body != null
                    ? NodeText.start(body)
                    : inside || equals < 0 ? end(node) : Math.min(equals, end(node));
            draft.calls.addAll(CallNames.of(source.substring(from, end(node))));
            if (inside) {
                // Nothing in it is a unit of its own.
                return null;
            }
        }
        return new Level(type, join(scope, name), draft.isType(), draft, inside, false, null);
    }

    private Kind refined(Kind kind, String type, String name, String signature, String scope, boolean method) {
        if (kind == Kind.FUNCTION) {
            int dot = name.lastIndexOf('.');
            String owner = dot > 0 ? last(name.substring(0, dot)) : last(scope);
            String own = last(name);
            if ((method && grammar.constructors.contains(own))
                    || type.contains("constructor")
                    || (!owner.isEmpty() && owner.equals(own))) {
                return Kind.CONSTRUCTOR;
            }
            boolean qualified = dot > 0 && Character.isUpperCase(owner.codePointAt(0));
            return method || qualified ? Kind.METHOD : kind;
        }
        if (kind == Kind.CLASS && grammar.language.equals("kotlin")) {
            return signature.matches(".*\\benum class\\b.*")
                    ? Kind.ENUM
                    : signature.matches("(.* )?interface .*") ? Kind.INTERFACE : kind;
        }
        if (kind == Kind.CLASS && grammar.language.equals("go") && signature.endsWith("interface")) {
            return Kind.INTERFACE;
        }
        return kind;
    }

    /** A type shows its members by their declarations. */
    private void member(String signature, Level level) {
        if (level.unit != null && level.unit.isType() && level.unit.members.length() < LONGEST_TYPE) {
            boolean marks = !Set.of("python", "ruby", "go", "kotlin", "shell").contains(grammar.language);
            level.unit.members.append("    ").append(signature).append(marks ? ";\n" : "\n");
        }
    }

    private void remember(TSNode node, Level level) {
        int start = NodeText.start(node);
        int first = lines.lineOf(start);
        if (first == level.lastLine) {
            // Behind a declaration: it speaks of that one.
            return;
        }
        boolean joins = level.docStart >= 0 && first <= level.docLine + 1 && !source.startsWith("/*", start);
        level.docStart = joins ? level.docStart : start;
        level.docEnd = NodeText.end(node);
        level.docLine = lines.lineOf(Math.max(start, level.docEnd - 1));
    }

    /** Kotlin's last import holds the comment behind it. */
    private void trailing(TSNode node, Level level) {
        TSNode last = node;
        for (int depth = 0; depth < 3 && last.getNamedChildCount() > 0; depth++) {
            last = last.getNamedChild(last.getNamedChildCount() - 1);
            if (last.getType().endsWith("comment")) {
                level.lastLine = -1;
                remember(last, level);
                return;
            }
        }
    }

    private void annotation(TSNode node, Level level) {
        if (level.annotationStart < 0) {
            level.annotationStart = NodeText.start(node);
        }
        level.annotations.addAll(names(text.of(node)));
        int last = lines.lineOf(Math.max(NodeText.start(node), NodeText.end(node) - 1));
        level.docLine = Math.max(level.docLine, level.docStart < 0 ? 0 : last);
    }

    private List<String> annotations(List<NodeText.Part> parts, Level level) {
        List<String> found = new ArrayList<>(level.annotations);
        for (NodeText.Part part : parts) {
            if (grammar.annotations.contains(part.type())) {
                found.addAll(names(text.of(part.node())));
            }
        }
        return found;
    }

    private static List<String> names(String annotation) {
        List<String> names = new ArrayList<>();
        String head = annotation.substring(0, Math.min(annotation.length(), 200));
        Matcher matcher = ANNOTATION.matcher(head);
        if (matcher.find()) {
            names.add(last(matcher.group(1).replace("::", ".")));
        }
        return names;
    }

    /** The words of the comment right before a declaration. */
    private String doc(TSNode node, Level level) {
        boolean near = level.docStart >= 0 && lines.lineOf(NodeText.start(node)) <= level.docLine + 1;
        return near ? CommentText.words(source.substring(level.docStart, level.docEnd)) : "";
    }

    private static @Nullable TSNode docstring(TSNode body) {
        if (body.getNamedChildCount() == 0) {
            return null;
        }
        TSNode statement = body.getNamedChild(0);
        if (!statement.getType().equals("expression_statement") || statement.getNamedChildCount() == 0) {
            return null;
        }
        TSNode string = statement.getNamedChild(0);
        return string.getType().equals("string") ? string : null;
    }

    private static boolean declaresFunction(TSNode node) {
        TSNode declarator = NodeText.field(node, "declarator");
        for (int depth = 0; declarator != null && depth < 5; depth++) {
            if (declarator.getType().equals("function_declarator")) {
                return true;
            }
            declarator = NodeText.field(declarator, "declarator");
        }
        return false;
    }

    /** Whether a wrapper stands around this declaration alone: {@code const (…)} of Go may hold many. */
    private boolean holdsOnly(TSNode wrapper, TSNode node) {
        int count = wrapper.getNamedChildCount();
        int others = 0;
        for (int i = 0; i < count && i < 8; i++) {
            TSNode child = wrapper.getNamedChild(i);
            String type = child.getType();
            if (!grammar.annotations.contains(type) && !type.endsWith("comment")) {
                others++;
            }
        }
        return others == 1 && count < 8 && node.getEndByte() <= wrapper.getEndByte();
    }

    /** Behind decorators and type parameters, those of the wrapper and its own. */
    private int signatureStart(TSNode outer, TSNode node, List<NodeText.Part> parts) {
        if (annotated(parts)) {
            return behindAnnotations(node);
        }
        return outer.equals(node) || annotated(NodeText.parts(outer)) ? NodeText.start(node) : NodeText.start(outer);
    }

    private boolean annotated(List<NodeText.Part> parts) {
        return parts.stream().anyMatch(p -> grammar.annotations.contains(p.type()));
    }

    /** Where a node goes on behind the annotations that it begins with. */
    private int behindAnnotations(TSNode node) {
        int from = NodeText.start(node);
        int count = Math.min(node.getChildCount(), 6);
        for (int i = 0; i + 1 < count; i++) {
            if (grammar.annotations.contains(node.getChild(i).getType())) {
                from = NodeText.start(node.getChild(i + 1));
            }
        }
        return from;
    }

    private int end(TSNode node) {
        int end = NodeText.end(node);
        while (end > 0 && Character.isWhitespace(source.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private void call(String type, TSNode node, @Nullable Draft unit) {
        String field = grammar.calls.get(type);
        TSNode called = field == null ? null : NodeText.field(node, field);
        if (called != null && unit != null && unit.calls.size() < CodeUnit.MOST_CALLS) {
            unit.calls.add(NodeText.clean(text.of(called)));
        }
    }

    private void loose(TSNode node) {
        int last = lines.lineOf(Math.max(NodeText.start(node), end(node) - 1));
        for (int line = lines.lineOf(NodeText.start(node)); line <= last; line++) {
            loose[line] = true;
        }
    }

    private List<CodeUnit> units() {
        List<CodeUnit> units = new ArrayList<>();
        boolean[] taken = new boolean[loose.length];
        for (Draft draft : drafts) {
            int first = lines.lineOf(draft.start);
            int last = lines.lineOf(Math.max(draft.start, draft.end - 1));
            for (int line = first; line <= last; line++) {
                taken[line] = true;
            }
            units.add(new CodeUnit(
                    language,
                    draft.kind,
                    draft.name,
                    draft.signature,
                    draft.doc,
                    source(draft),
                    first,
                    last,
                    draft.annotations,
                    List.copyOf(draft.calls)));
        }
        if (!units.isEmpty()) {
            leftOver(taken, units);
        }
        units.sort(Comparator.comparingInt(CodeUnit::firstLine));
        return units;
    }

    private String source(Draft draft) {
        if (draft.isType() && !draft.members.isEmpty()) {
            return switch (grammar.language) {
                case "python" -> draft.signature + ":\n" + draft.members;
                case "ruby" -> draft.signature + '\n' + draft.members + "end";
                default -> draft.signature + " {\n" + draft.members + '}';
            };
        }
        int end = draft.isType() ? Math.min(draft.end, draft.start + LONGEST_TYPE) : draft.end;
        if (draft.cutTo > draft.cutFrom && draft.cutTo <= end) {
            return source.substring(draft.start, draft.cutFrom).stripTrailing() + source.substring(draft.cutTo, end);
        }
        return source.substring(draft.start, end);
    }

    /** Statements of the file itself, where no declaration stands. */
    private void leftOver(boolean[] taken, List<CodeUnit> units) {
        int line = 1;
        while (line <= lines.count()) {
            if (!loose[line] || taken[line]) {
                line++;
                continue;
            }
            int last = line;
            for (int next = line + 1; next <= lines.count() && next <= last + GAP && !taken[next]; next++) {
                last = loose[next] ? next : last;
            }
            long letters =
                    lines.text(line, last).chars().filter(Character::isLetter).count();
            if (letters >= FEWEST_LETTERS) {
                units.addAll(LineChunks.of(language, lines, line, last));
            }
            line = last + 1;
        }
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String join(String owner, String name) {
        return owner.isEmpty() ? name : name.isEmpty() ? owner : owner + '.' + name;
    }
}
