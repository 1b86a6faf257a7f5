package dev.triptych.code;

import dev.triptych.code.JavaToken.Kind;
import dev.triptych.space.Code;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The one text of a piece of code that the code tower reads.
 *
 * <p>A tower sees the first one or two hundred tokens only, so what tells most comes first: name, parameters and result, documentation, then the
 * body with its identifiers split into words. Packages, modifiers, annotations, brackets, imports and licence headers are left out.
 */
public final class CodeViews {
    /** No tower reads further: 512 tokens of a word-piece model are about 2,500 characters. */
    private static final int LONGEST_VIEW = 4000;

    /** Enough source for {@link #LONGEST_VIEW}, and a bound for a file that is one line of ten million characters. */
    private static final int LONGEST_SOURCE = 40_000;

    private static final Set<String> SILENT_WORDS = Set.of("this", "final", "var");

    /** An at sign says something else here than that an annotation follows. */
    private static final Set<String> SIGNS = Set.of("ruby", "php", "shell", "perl", "csharp");

    private static final Set<String> CAPITAL_NAMESPACES = Set.of("csharp", "php");

    private static final Pattern LIFETIME = Pattern.compile("'[a-z_]\\w*(?!['\\w])");

    private CodeViews() {}

    /** The piece of code that stands for a unit. */
    public static Code of(CodeUnit unit) {
        return new Code(unit.language(), unit.source(), unit.qualifiedName(), unit.signature(), unit.doc());
    }

    /** The text to tokenize; nothing but what stands in {@code code} goes into it. */
    public static String render(Code code) {
        String language = code.language();
        String source = readable(language, head(code.source()));
        List<JavaToken> tokens = JavaTokens.of(source);
        String signature = readable(language, head(code.signature()));
        Optional<JavaHeader> given = header(language, signature, JavaTokens.of(signature));
        // A window into a long body may begin with what looks like another declaration.
        Optional<JavaHeader> own = header(language, source, tokens)
                .filter(h -> given.isEmpty() || given.get().name().equals(h.name()));
        String name = shortName(language, code.name());
        StringBuilder view = new StringBuilder();
        if (own.isPresent()) {
            declaration(language, name, own.get(), source, view);
        } else if (given.isPresent()) {
            declaration(language, name, given.get(), signature, view);
        } else {
            view.append(Identifiers.split(source.contains(signature) ? name : name + ' ' + signature));
            stop(view);
        }
        if (!code.doc().isBlank()) {
            view.append(' ').append(head(code.doc()).strip());
            stop(view);
        }
        body(language, source, tokens, own.map(JavaHeader::body).orElse(0), view);
        return cut(view).strip();
    }

    /** {@code org.example.Outer.Inner.run} becomes {@code Outer.Inner.run}: a package names the project, not what the code does. */
    static String withoutPackage(String qualifiedName) {
        int at = 0;
        while (true) {
            int dot = qualifiedName.indexOf('.', at);
            if (dot < 0 || (dot > at && Character.isUpperCase(qualifiedName.charAt(at)))) {
                return qualifiedName.substring(at);
            }
            at = dot + 1;
        }
    }

    private static Optional<JavaHeader> header(String language, String source, List<JavaToken> tokens) {
        return language.equals("java") ? JavaHeader.find(source, tokens) : SourceHeader.find(language, source, tokens);
    }

    /** A lifetime of Rust is no string that ends somewhere. */
    private static String readable(String language, String source) {
        return language.equals("rust")
                ? LIFETIME.matcher(source).replaceAll(m -> " ".repeat(m.group().length()))
                : source;
    }

    /** Where namespaces are written with capitals, only the type and the name are told from them. */
    private static String shortName(String language, String qualifiedName) {
        if (!CAPITAL_NAMESPACES.contains(language)) {
            return withoutPackage(qualifiedName);
        }
        int dot = qualifiedName.lastIndexOf('.', qualifiedName.lastIndexOf('.') - 1);
        return qualifiedName.substring(dot + 1);
    }

    private static void declaration(
            String language, String given, JavaHeader header, String source, StringBuilder view) {
        String name = given;
        boolean constructor = header.form() == JavaHeader.Form.CONSTRUCTOR;
        if (constructor) {
            view.append("new ");
            // A constructor is named after its type: once is enough.
            name = name.endsWith("." + header.name()) ? name.substring(0, name.lastIndexOf('.')) : name;
        } else if (header.form() == JavaHeader.Form.TYPE) {
            words(language, source, header.before(), view);
            space(view);
            name = CAPITAL_NAMESPACES.contains(language) ? header.name() : name;
        }
        view.append(Identifiers.split(name.isEmpty() ? header.name() : name));
        stop(view);
        int length = view.length();
        if (header.form() == JavaHeader.Form.METHOD) {
            words(language, source, header.before(), view);
        }
        words(language, source, header.after(), view);
        if (view.length() > length) {
            stop(view);
        }
    }

    /** A declaration's words; its angle brackets are generics. */
    private static void words(String language, String source, List<JavaToken> tokens, StringBuilder view) {
        for (int i = 0; i < tokens.size(); i++) {
            JavaToken token = tokens.get(i);
            if (token.is(source, "@")) {
                i = JavaHeader.annotationEnd(source, tokens, i) - 1;
            } else if (token.kind() != Kind.SYMBOL && !silent(language, source, token)) {
                Identifiers.append(source, token, view);
            }
        }
    }

    private static void body(String language, String source, List<JavaToken> tokens, int from, StringBuilder view) {
        boolean java = language.equals("java");
        int generics = 0;
        for (int i = from; i < tokens.size() && view.length() < LONGEST_VIEW; i++) {
            JavaToken token = tokens.get(i);
            if (token.is(source, "@") && !SIGNS.contains(language)) {
                i = JavaHeader.annotationEnd(source, tokens, i) - 1;
            } else if (!java && from == 0 && SourceHeader.importEnd(source, tokens, i) > i) {
                i = SourceHeader.importEnd(source, tokens, i) - 1;
            } else if (opensGeneric(source, tokens, i)) {
                generics++;
            } else if (generics > 0 && token.is(source, ">")) {
                generics--;
            } else if (token.kind() == Kind.COMMENT && from == 0 && licence(source, token)) {
                continue;
            } else if (java && from == 0 && (token.is(source, "import") || token.is(source, "package"))) {
                i = statementEnd(source, tokens, i);
            } else if (!silent(language, source, token) && !(generics > 0 && token.kind() == Kind.SYMBOL)) {
                Identifiers.append(source, token, view);
            }
            if (token.is(source, ";") || token.is(source, "{")) {
                generics = 0;
            }
        }
    }

    /** {@code List<} is a generic, {@code i <} compares. */
    private static boolean opensGeneric(String source, List<JavaToken> tokens, int i) {
        if (i == 0 || !tokens.get(i).is(source, "<")) {
            return false;
        }
        JavaToken previous = tokens.get(i - 1);
        return previous.kind() == Kind.WORD
                && previous.end() == tokens.get(i).start()
                && Character.isUpperCase(source.codePointAt(previous.start()));
    }

    private static boolean silent(String language, String source, JavaToken token) {
        if (token.kind() != Kind.WORD) {
            return false;
        }
        String text = token.text(source);
        return language.equals("java")
                ? SILENT_WORDS.contains(text) || JavaHeader.MODIFIERS.contains(text)
                : SourceHeader.silent(language, text);
    }

    private static boolean licence(String source, JavaToken comment) {
        String text = comment.text(source).toLowerCase(Locale.ROOT);
        return text.contains("licen") || text.contains("copyright");
    }

    private static int statementEnd(String source, List<JavaToken> tokens, int at) {
        int i = at;
        while (i < tokens.size() && !tokens.get(i).is(source, ";")) {
            i++;
        }
        return i;
    }

    private static String head(String source) {
        return source.length() <= LONGEST_SOURCE ? source : cutAt(source, LONGEST_SOURCE);
    }

    private static String cut(StringBuilder view) {
        return view.length() <= LONGEST_VIEW ? view.toString() : cutAt(view.toString(), LONGEST_VIEW);
    }

    private static String cutAt(String text, int end) {
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }

    private static void stop(StringBuilder view) {
        if (!view.isEmpty() && ".!?".indexOf(view.charAt(view.length() - 1)) < 0) {
            view.append('.');
        }
    }

    private static void space(StringBuilder view) {
        if (!view.isEmpty() && view.charAt(view.length() - 1) != ' ') {
            view.append(' ');
        }
    }
}
