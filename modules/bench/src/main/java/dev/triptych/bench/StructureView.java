package dev.triptych.bench;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParseResult;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ParserConfiguration.LanguageLevel;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.LiteralStringValueExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithSimpleName;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import dev.triptych.code.Identifiers;
import dev.triptych.space.Code;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A Java method as its syntax tree has it, in words: kinds of statements, what is called and made, and for each value what it comes from (the
 * edges of Guo et al., GraphCodeBERT, 2021). What a tower would read if structure were worth more than the source.
 */
final class StructureView {
    private static final Map<String, String> STATEMENTS = Map.of(
            "IfStmt", "if",
            "ForStmt", "for",
            "ForEachStmt", "for each",
            "WhileStmt", "while",
            "DoStmt", "do while",
            "ReturnStmt", "return",
            "ThrowStmt", "throw",
            "TryStmt", "try",
            "SwitchStmt", "switch",
            "SynchronizedStmt", "synchronized");

    private final StringBuilder view = new StringBuilder();

    private StructureView() {}

    /** The view of a method or a constructor; empty if it does not parse alone. */
    static Optional<String> of(Code code) {
        ParserConfiguration newest = new ParserConfiguration().setLanguageLevel(LanguageLevel.BLEEDING_EDGE);
        ParseResult<BodyDeclaration<?>> parsed = new JavaParser(newest).parseBodyDeclaration(code.source());
        return parsed.getResult().filter(tree -> parsed.isSuccessful()).map(tree -> {
            StructureView structure = new StructureView();
            structure.say(Identifiers.split(code.name()) + ".");
            structure.walk(tree);
            return structure.view.toString();
        });
    }

    private void say(String words) {
        view.append(view.isEmpty() ? "" : " ").append(words);
    }

    private void walk(Node node) {
        if (node instanceof Statement) {
            Optional.ofNullable(STATEMENTS.get(node.getClass().getSimpleName())).ifPresent(this::say);
        } else if (node instanceof VariableDeclarator made
                && made.getInitializer().isPresent()) {
            from(made.getNameAsString(), made.getInitializer().get());
        } else if (node instanceof AssignExpr assigned) {
            from(assigned.getTarget().toString(), assigned.getValue());
        } else if (node instanceof MethodCallExpr || node instanceof MethodReferenceExpr) {
            say("call " + Identifiers.split(name(node)));
        } else if (node instanceof ObjectCreationExpr made) {
            say("new " + Identifiers.split(made.getType().getNameAsString()));
        } else if (node instanceof CatchClause) {
            say("catch");
        } else if (node instanceof Parameter || node instanceof ClassOrInterfaceType) {
            say(Identifiers.split(name(node)));
        } else if (node instanceof LiteralStringValueExpr literal) {
            say(Identifiers.split(literal.getValue()));
        }
        node.getChildNodes().forEach(this::walk);
    }

    private static String name(Node node) {
        if (node instanceof MethodReferenceExpr reference) {
            return reference.getIdentifier();
        }
        return ((NodeWithSimpleName<?>) node).getNameAsString();
    }

    /** An edge of the data flow: a value and the names that it comes from. */
    private void from(String target, Expression value) {
        Set<String> names = new LinkedHashSet<>();
        value.walk(node -> {
            if (node instanceof NameExpr || node instanceof FieldAccessExpr) {
                names.add(name(node));
            }
        });
        say(Identifiers.split(target));
        if (!names.isEmpty()) {
            say("from " + names.stream().map(Identifiers::split).collect(Collectors.joining(" ")));
        }
    }
}
