package dev.triptych.code;

import dev.triptych.code.JavaHeader.Form;
import dev.triptych.code.JavaToken.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The declaration at the beginning of a piece of any language but Java, found from its tokens alone, so that its view looks like Java's: name,
 * result, parameters, body.
 */
final class SourceHeader {
    private static final Set<String> FUNCTION_WORDS =
            Set.of("def", "func", "fn", "fun", "function", "sub", "macro_rules");

    private static final Set<String> TYPE_WORDS = Set.of(
            "class",
            "struct",
            "interface",
            "trait",
            "enum",
            "union",
            "object",
            "record",
            "module",
            "type",
            "impl",
            "typealias");

    /** Types stand before names here, as in Java. */
    private static final Set<String> TYPES_FIRST = Set.of("c", "cpp", "csharp", "groovy", "dart");

    private static final Set<String> LINES_END = Set.of("python", "ruby", "shell", "lua", "julia", "elixir");

    /** Keywords that are written everywhere, and so tell nothing; what is a keyword in one language is a name in another. */
    private static final Map<String, Set<String>> SILENT_WORDS = Map.ofEntries(
            Map.entry("python", Set.of("self", "def", "pass", "async")),
            Map.entry("javascript", Set.of("this", "var", "let", "const", "function", "export", "async", "static")),
            Map.entry("go", Set.of("func", "var", "const")),
            Map.entry("rust", Set.of("self", "fn", "let", "mut", "pub", "const", "where", "ref", "unsafe", "async")),
            Map.entry("c", Set.of("const", "static", "inline", "extern", "volatile")),
            Map.entry(
                    "kotlin", Set.of("this", "fun", "val", "var", "open", "override", "internal", "suspend", "inline")),
            Map.entry("ruby", Set.of("self", "def", "end")),
            Map.entry("php", Set.of("function", "const", "var")),
            Map.entry("shell", Set.of("function", "local", "fi", "done", "esac")));

    private static final Set<String> MORE_SILENT_WORDS = Set.of(
            "this",
            "var",
            "let",
            "const",
            "function",
            "export",
            "async",
            "override",
            "virtual",
            "internal",
            "inline",
            "readonly",
            "declare",
            "partial",
            "extern",
            "constexpr",
            "explicit",
            "template",
            "typename",
            "unsafe",
            "ref",
            "def",
            "func",
            "fn",
            "self");

    /** Stand before what they declare, in one language or another. */
    private static final Set<String> DECLARING =
            Set.of("open", "suspend", "data", "val", "mut", "pub", "local", "async");

    /** Languages whose modifiers are those of Java, and more. */
    private static final Set<String> WITH_MODIFIERS = Set.of("typescript", "cpp", "csharp", "kotlin", "php");

    /** Whether a word is left out of a view. */
    static boolean silent(String language, String word) {
        return SILENT_WORDS.getOrDefault(language, MORE_SILENT_WORDS).contains(word)
                || (WITH_MODIFIERS.contains(language) && JavaHeader.MODIFIERS.contains(word));
    }

    private static final Set<String> IMPORTS =
            Set.of("import", "from", "package", "use", "using", "include", "require", "require_once", "namespace");

    private static final Set<String> CONSTRUCTORS = Set.of("constructor", "__init__", "initialize", "__construct");

    private final String language;
    private final String source;
    private final List<JavaToken> tokens;

    private SourceHeader(String language, String source, List<JavaToken> tokens) {
        this.language = language;
        this.source = source;
        this.tokens = tokens;
    }

    static Optional<JavaHeader> find(String language, String source, List<JavaToken> tokens) {
        return new SourceHeader(language, source, tokens).find();
    }

    /** Index behind the import that begins at {@code at}, or {@code at} when none does; a namespace's braces stay. */
    static int importEnd(String source, List<JavaToken> tokens, int at) {
        boolean marked = tokens.get(at).is(source, "#") && at + 1 < tokens.size();
        String word = tokens.get(marked ? at + 1 : at).text(source);
        boolean first = at == 0 || newLine(source, tokens, at - 1, at);
        if (!first || !(marked ? word.equals("include") : IMPORTS.contains(word))) {
            return at;
        }
        int i = at + 1;
        int depth = 0;
        while (i < tokens.size() && (depth > 0 || !newLine(source, tokens, i - 1, i))) {
            JavaToken token = tokens.get(i);
            if (token.is(source, ";")) {
                return i + 1;
            }
            depth += token.is(source, "(") ? 1 : token.is(source, ")") ? -1 : 0;
            i++;
        }
        return i;
    }

    private Optional<JavaHeader> find() {
        int at = start();
        if (at >= tokens.size()) {
            return Optional.empty();
        }
        if (TYPES_FIRST.contains(language)) {
            return typesFirst(at);
        }
        if (FUNCTION_WORDS.contains(word(at))) {
            return function(at + 1);
        }
        if (TYPE_WORDS.contains(word(at)) && kind(at + 1) == Kind.WORD) {
            return Optional.of(type(at));
        }
        return kind(at) == Kind.WORD ? named(at) : Optional.empty();
    }

    private Optional<JavaHeader> typesFirst(int from) {
        int at = from;
        if (word(at).equals("enum") && TYPE_WORDS.contains(word(at + 1))) {
            at++;
        }
        // C says "struct point f()" as well.
        if (TYPE_WORDS.contains(word(at))
                && kind(at + 1) == Kind.WORD
                && (language.equals("csharp")
                        || Set.of("{", ":", ";", "<", "final", "").contains(word(at + 2)))) {
            return Optional.of(type(at));
        }
        // A constructor of C++ outside of its class: "Socket::Socket(".
        while (word(at + 1).equals("::") && Set.of("(", "::").contains(word(at + 3))) {
            at += 2;
        }
        int arrow = at;
        while (arrow < tokens.size()
                && !word(arrow).equals("{")
                && !(word(arrow).equals("=") && word(arrow + 1).equals(">"))) {
            arrow++;
        }
        boolean expression = word(arrow).equals("=") && language.equals("csharp");
        int end = expression ? arrow : tokens.size();
        int start = at;
        return JavaHeader.find(source, tokens.subList(start, end))
                .map(h -> new JavaHeader(
                        h.form(), h.name(), h.before(), h.after(), expression ? end + 2 : h.body() + start));
    }

    /** Behind comments, imports, decorators and modifiers. */
    private int start() {
        int i = 0;
        while (i < tokens.size()) {
            String word = word(i);
            int behind = importEnd(source, tokens, i);
            if (behind > i) {
                i = behind;
            } else if (word.equals("<") && word(i + 1).equals("?")) {
                i += 3;
            } else if (word.equals("#") && word(i + 1).equals("[")) {
                i = closing(i + 1, "[", "]");
            } else if (word.equals("#")) {
                i = lineEnd(i);
            } else if (word.equals("[") && language.equals("csharp")) {
                i = closing(i, "[", "]");
            } else if (word.equals("template") && word(i + 1).equals("<")) {
                i = closing(i + 1, "<", ">");
            } else if (word.equals("@")) {
                i = JavaHeader.annotationEnd(source, tokens, i);
            } else if ((word.equals("get") || word.equals("set"))
                    && kind(i + 1) == Kind.WORD
                    && word(i + 2).equals("(")) {
                i++;
            } else if (kind(i) == Kind.COMMENT || modifier(word)) {
                i++;
            } else if (word.equals("(") && i > 0 && word(i - 1).equals("pub")) {
                i = closing(i, "(", ")");
            } else {
                break;
            }
        }
        return i;
    }

    private static boolean modifier(String word) {
        return !FUNCTION_WORDS.contains(word)
                && (MORE_SILENT_WORDS.contains(word)
                        || DECLARING.contains(word)
                        || JavaHeader.MODIFIERS.contains(word));
    }

    private Optional<JavaHeader> function(int from) {
        int i = from;
        // A Go receiver, Kotlin's type parameters, a JavaScript generator's mark.
        while (word(i).equals("*")
                || word(i).equals("!")
                || word(i).equals("<")
                || (word(i).equals("(") && language.equals("go"))) {
            i = word(i).equals("<") ? closing(i, "<", ">") : word(i).equals("(") ? closing(i, "(", ")") : i + 1;
        }
        while (kind(i) == Kind.WORD
                && (word(i + 1).equals(".") || word(i + 1).equals(":"))
                && kind(i + 2) == Kind.WORD) {
            i += 2;
        }
        // Ruby's names end with a mark.
        int behind = word(i + 1).equals("!") || word(i + 1).equals("?") ? i + 2 : i + 1;
        return kind(i) == Kind.WORD ? Optional.of(callable(i, behind)) : Optional.empty();
    }

    /** A name without a keyword: a method of JavaScript, or a name that a function is assigned to. */
    private Optional<JavaHeader> named(int first) {
        int name = first;
        while (word(name + 1).equals(".") && kind(name + 2) == Kind.WORD) {
            name += 2;
        }
        int i = name + 1;
        if (word(i).equals(":") && language.equals("typescript")) {
            int equals = i;
            while (equals < Math.min(tokens.size(), i + 24) && !word(equals).equals("=")) {
                equals++;
            }
            i = word(equals).equals("=") ? equals : i;
        }
        boolean assigned = word(i).equals("=") || word(i).equals(":");
        if (assigned) {
            i++;
            while (word(i).equals("async") || word(i).equals("function") || word(i).equals("*")) {
                i++;
            }
        }
        if (!word(i).equals("(")) {
            return Optional.empty();
        }
        int behind = closing(i, "(", ")");
        boolean arrow = word(behind).equals("=") && word(behind + 1).equals(">");
        boolean body = word(behind).equals("{") || (word(behind).equals(":") && !assigned);
        boolean calls = Set.of("if", "for", "while", "switch", "catch", "return", "with")
                .contains(word(name));
        if (calls || !(arrow || body || (assigned && word(i - 1).equals("function")))) {
            return Optional.empty();
        }
        return Optional.of(callable(name, i));
    }

    private JavaHeader callable(int name, int from) {
        int i = from;
        if (word(i).equals("<")) {
            i = closing(i, "<", ">");
        } else if (word(i).equals("[")) {
            i = closing(i, "[", "]");
        }
        int open = word(i).equals("(") ? closing(i, "(", ")") : i;
        int body = open;
        int depth = 0;
        while (body < tokens.size() && !(depth == 0 && opensBody(body, open))) {
            depth += nests(body);
            body++;
        }
        List<JavaToken> result = tokens.subList(open, body);
        String text = word(name);
        return new JavaHeader(
                CONSTRUCTORS.contains(text) ? Form.CONSTRUCTOR : Form.METHOD,
                text,
                result,
                tokens.subList(from, open),
                behindOpening(body));
    }

    private JavaHeader type(int at) {
        int end = at + 2;
        int depth = 0;
        while (end < tokens.size() && !(depth == 0 && opensBody(end, at + 2))) {
            depth += nests(end);
            end++;
        }
        return new JavaHeader(
                Form.TYPE, word(at + 1), tokens.subList(at, at + 1), tokens.subList(at + 2, end), behindOpening(end));
    }

    private boolean opensBody(int i, int from) {
        String word = word(i);
        if (LINES_END.contains(language)) {
            boolean colon = language.equals("python") && word.equals(":");
            return colon
                    || word.equals("{")
                    || (i > 0 && !language.equals("python") && newLine(source, tokens, i - 1, i) && i >= from);
        }
        boolean equals =
                word.equals("=") && (language.equals("kotlin") || word(i + 1).equals(">"));
        return word.equals("{") || word.equals(";") || equals;
    }

    private int nests(int i) {
        String word = word(i);
        return word.equals("(") || word.equals("[") ? 1 : word.equals(")") || word.equals("]") ? -1 : 0;
    }

    private int behindOpening(int body) {
        String word = word(body);
        boolean mark = word.equals("{") || word.equals(":") || word.equals(";") || word.equals("=");
        int behind = mark ? body + 1 : body;
        return Math.min(word.equals("=") && word(behind).equals(">") ? behind + 1 : behind, tokens.size());
    }

    private int lineEnd(int at) {
        int i = at + 1;
        while (i < tokens.size() && !newLine(source, tokens, i - 1, i)) {
            i++;
        }
        return i;
    }

    private static boolean newLine(String source, List<JavaToken> tokens, int before, int behind) {
        int end = tokens.get(behind).start();
        for (int i = tokens.get(before).end(); i < end; i++) {
            if (source.charAt(i) == '\n' || source.charAt(i) == '\r') {
                return true;
            }
        }
        return false;
    }

    private int closing(int at, String open, String close) {
        return JavaTokens.closing(source, tokens, at, open, close);
    }

    private String word(int i) {
        return i < tokens.size() ? tokens.get(i).text(source) : "";
    }

    private Kind kind(int i) {
        return i < tokens.size() ? tokens.get(i).kind() : Kind.SYMBOL;
    }
}
