package dev.triptych.code;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a declaration calls, by simple names: methods, types that it makes, types whose static methods it uses. */
final class JavaCalls {
    private JavaCalls() {}

    static List<String> of(Node declaration) {
        Set<String> calls = new LinkedHashSet<>();
        Deque<Node> waiting = new ArrayDeque<>();
        waiting.push(declaration);
        while (!waiting.isEmpty() && calls.size() < CodeUnit.MOST_CALLS) {
            Node node = waiting.pop();
            if (node instanceof MethodCallExpr call) {
                typeName(call.getScope()).ifPresent(calls::add);
                calls.add(call.getNameAsString());
            } else if (node instanceof ObjectCreationExpr creation) {
                calls.add(creation.getType().getNameAsString());
            } else if (node instanceof MethodReferenceExpr reference) {
                calls.add(reference.getIdentifier());
            }
            List<Node> children = node.getChildNodes();
            for (int i = children.size() - 1; i >= 0; i--) {
                waiting.push(children.get(i));
            }
        }
        return calls.stream().limit(CodeUnit.MOST_CALLS).toList();
    }

    /** Without symbols to ask, a name with a capital is a type, as people write Java. */
    private static Optional<String> typeName(Optional<Expression> scope) {
        return scope.filter(Expression::isNameExpr)
                .map(e -> ((NameExpr) e).getNameAsString())
                .filter(n -> Character.isUpperCase(n.charAt(0)) && !n.equals(n.toUpperCase(Locale.ROOT)));
    }
}
