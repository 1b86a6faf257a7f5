package dev.triptych.code;

import dev.triptych.code.JavaToken.Kind;
import dev.triptych.space.Code;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

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

    private CodeViews() {}

    /** The piece of code that stands for a unit. */
    public static Code of(CodeUnit unit) {
        return new Code("java", unit.source(), unit.qualifiedName(), unit.signature(), unit.doc());
    }

    /** The text to tokenize; nothing but what stands in {@code code} goes into it. */
    public static String render(Code code) {
        String source = head(code.source());
        List<JavaToken> tokens = JavaTokens.of(source);
        Optional<JavaHeader> own = JavaHeader.find(source, tokens);
        StringBuilder view = new StringBuilder();
        if (own.isPresent()) {
            declaration(code.name(), own.get(), source, view);
        } else {
            String signature = head(code.signature());
            Optional<JavaHeader> given = JavaHeader.find(signature, JavaTokens.of(signature));
            if (given.isPresent()) {
                declaration(code.name(), given.get(), signature, view);
            } else {
                view.append(Identifiers.split(withoutPackage(code.name()) + ' ' + signature));
                stop(view);
            }
        }
        if (!code.doc().isBlank()) {
            view.append(' ').append(head(code.doc()).strip());
            stop(view);
        }
        body(source, tokens, own.map(JavaHeader::body).orElse(0), view);
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

    private static void declaration(String given, JavaHeader header, String source, StringBuilder view) {
        String name = withoutPackage(given);
        boolean constructor = header.form() == JavaHeader.Form.CONSTRUCTOR;
        if (constructor) {
            view.append("new ");
            // A constructor is named after its type: once is enough.
            name = name.endsWith("." + header.name()) ? name.substring(0, name.lastIndexOf('.')) : name;
        } else if (header.form() == JavaHeader.Form.TYPE) {
            words(source, header.before(), view);
            space(view);
        }
        view.append(Identifiers.split(name.isEmpty() ? header.name() : name));
        stop(view);
        int length = view.length();
        if (header.form() == JavaHeader.Form.METHOD) {
            words(source, header.before(), view);
        }
        words(source, header.after(), view);
        if (view.length() > length) {
            stop(view);
        }
    }

    /** A declaration's words; its angle brackets are generics. */
    private static void words(String source, List<JavaToken> tokens, StringBuilder view) {
        for (int i = 0; i < tokens.size(); i++) {
            JavaToken token = tokens.get(i);
            if (token.is(source, "@")) {
                i = JavaHeader.annotationEnd(source, tokens, i) - 1;
            } else if (token.kind() != Kind.SYMBOL && !silent(source, token)) {
                Identifiers.append(source, token, view);
            }
        }
    }

    private static void body(String source, List<JavaToken> tokens, int from, StringBuilder view) {
        int generics = 0;
        for (int i = from; i < tokens.size() && view.length() < LONGEST_VIEW; i++) {
            JavaToken token = tokens.get(i);
            if (token.is(source, "@")) {
                i = JavaHeader.annotationEnd(source, tokens, i) - 1;
            } else if (opensGeneric(source, tokens, i)) {
                generics++;
            } else if (generics > 0 && token.is(source, ">")) {
                generics--;
            } else if (token.kind() == Kind.COMMENT && from == 0 && licence(source, token)) {
                continue;
            } else if (from == 0 && (token.is(source, "import") || token.is(source, "package"))) {
                i = statementEnd(source, tokens, i);
            } else if (!silent(source, token) && !(generics > 0 && token.kind() == Kind.SYMBOL)) {
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

    private static boolean silent(String source, JavaToken token) {
        if (token.kind() != Kind.WORD) {
            return false;
        }
        String text = token.text(source);
        return SILENT_WORDS.contains(text) || JavaHeader.MODIFIERS.contains(text);
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
