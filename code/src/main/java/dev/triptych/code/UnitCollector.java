package dev.triptych.code;

import com.github.javaparser.Range;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.AnnotationDeclaration;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.CompactConstructorDeclaration;
import com.github.javaparser.ast.body.EnumConstantDeclaration;
import com.github.javaparser.ast.body.EnumDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.RecordDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.comments.Comment;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.modules.ModuleDeclaration;
import com.github.javaparser.ast.nodeTypes.NodeWithAnnotations;
import dev.triptych.code.CodeUnit.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Walks the tree of one file and cuts its declarations out of the source as they stand. */
final class UnitCollector {
    private final SourceText text;
    private final List<Declaration> found = new ArrayList<>();
    private String packageName = "";

    UnitCollector(String source) {
        text = new SourceText(source);
    }

    List<Declaration> collect(CompilationUnit file) {
        packageName = file.getPackageDeclaration().map(p -> p.getNameAsString()).orElse("");
        file.getModule().ifPresent(this::module);
        for (TypeDeclaration<?> type : file.getTypes()) {
            type(type, "");
        }
        return found;
    }

    private void module(ModuleDeclaration module) {
        String name = module.getNameAsString();
        add(
                module,
                module.getComment(),
                Kind.MODULE,
                "",
                name,
                text.header(range(module)),
                text.of(range(module)),
                true);
    }

    private void type(TypeDeclaration<?> type, String owner) {
        Range range = range(type);
        String name = type.getNameAsString();
        String header = text.header(range);
        StringBuilder source = new StringBuilder(header).append(" {\n");
        if (type instanceof EnumDeclaration constants) {
            constants.getEntries().forEach(e -> source.append("    ")
                    .append(e.getNameAsString())
                    .append(",\n"));
        }
        for (BodyDeclaration<?> member : type.getMembers()) {
            String line = memberLine(member);
            if (!line.isEmpty()) {
                source.append("    ").append(line).append(";\n");
            }
        }
        add(type, kind(type), owner, name, header, source.append('}').toString(), true);

        String inside = join(owner, name);
        if (type instanceof EnumDeclaration constants) {
            for (EnumConstantDeclaration constant : constants.getEntries()) {
                constant(constant, inside);
                members(constant.getClassBody(), join(inside, constant.getNameAsString()));
            }
        }
        members(type.getMembers(), inside);
    }

    private void members(List<BodyDeclaration<?>> members, String owner) {
        for (BodyDeclaration<?> member : members) {
            if (member instanceof TypeDeclaration<?> nested) {
                type(nested, owner);
            } else if (member instanceof CallableDeclaration<?> callable) {
                callable(callable, owner);
            } else if (member instanceof CompactConstructorDeclaration constructor) {
                String header = text.header(range(constructor));
                add(
                        constructor,
                        Kind.CONSTRUCTOR,
                        owner,
                        constructor.getNameAsString(),
                        header,
                        text.of(range(constructor)),
                        true);
            } else if (member instanceof FieldDeclaration field) {
                field(field, owner);
                for (VariableDeclarator variable : field.getVariables()) {
                    variable.getInitializer()
                            .ifPresent(value -> anonymous(value, join(owner, variable.getNameAsString())));
                }
            }
        }
    }

    private void constant(EnumConstantDeclaration constant, String owner) {
        String name = constant.getNameAsString();
        // A body's methods are units of their own.
        String source = constant.getClassBody().isEmpty() ? text.of(range(constant)) : text.header(range(constant));
        add(constant, Kind.ENUM_CONSTANT, owner, name, text.header(range(constant)), source, true);
    }

    /** Only a field that somebody has described: the others stand in the view of their type. */
    private void field(FieldDeclaration field, String owner) {
        if (field.getComment().filter(Comment::isJavadocComment).isPresent()) {
            String name = field.getVariable(0).getNameAsString();
            add(field, Kind.FIELD, owner, name, text.header(range(field)), text.of(range(field)), true);
        }
    }

    private void anonymous(Node value, String owner) {
        if (value instanceof ObjectCreationExpr creation
                && creation.getAnonymousClassBody().isPresent()) {
            members(creation.getAnonymousClassBody().get(), owner);
        } else {
            value.getChildNodes().forEach(child -> anonymous(child, owner));
        }
    }

    private void callable(CallableDeclaration<?> callable, String owner) {
        Range range = range(callable);
        boolean body = !(callable instanceof MethodDeclaration method)
                || method.getBody().isPresent();
        Kind kind = callable instanceof MethodDeclaration ? Kind.METHOD : Kind.CONSTRUCTOR;
        add(callable, kind, owner, callable.getNameAsString(), text.header(range), text.of(range), body);
    }

    private <N extends BodyDeclaration<?>> void add(
            N node, Kind kind, String owner, String name, String header, String source, boolean body) {
        add(node, node.getComment(), kind, owner, name, header, source, body);
    }

    private <N extends Node & NodeWithAnnotations<?>> void add(
            N node,
            Optional<Comment> comment,
            Kind kind,
            String owner,
            String name,
            String header,
            String source,
            boolean body) {
        Range range = range(node);
        String javadoc = comment.filter(Comment::isJavadocComment)
                .map(Comment::getContent)
                .orElse("");
        int bare = text.behindAnnotations(range);
        CodeUnit unit = new CodeUnit(
                "java",
                kind,
                kind == Kind.MODULE ? name : join(packageName, join(owner, name)),
                header,
                JavadocText.words(javadoc),
                source,
                range.begin.line,
                range.end.line,
                annotations(node),
                kind.isType() ? List.of() : JavaCalls.of(node));
        found.add(new Declaration(unit, owner, name, javadoc, text.from(bare, range), text.lineOf(bare), body));
    }

    /** What a reader of the type wants to know of a member: its declaration, without body or initial value. */
    private String memberLine(BodyDeclaration<?> member) {
        if (member instanceof CallableDeclaration<?>
                || member instanceof FieldDeclaration
                || member.isAnnotationMemberDeclaration()) {
            return text.header(range(member));
        }
        return member instanceof TypeDeclaration<?> type ? text.header(range(type)) : "";
    }

    private static List<String> annotations(NodeWithAnnotations<?> node) {
        return node.getAnnotations().stream()
                .map(a -> a.getName().getIdentifier())
                .toList();
    }

    private static Range range(Node node) {
        return node.getRange().orElseThrow(() -> new IllegalStateException("a parsed node has no place"));
    }

    private static Kind kind(TypeDeclaration<?> type) {
        if (type instanceof ClassOrInterfaceDeclaration c) {
            return c.isInterface() ? Kind.INTERFACE : Kind.CLASS;
        }
        return type instanceof RecordDeclaration
                ? Kind.RECORD
                : type instanceof AnnotationDeclaration ? Kind.ANNOTATION : Kind.ENUM;
    }

    private static String join(String owner, String name) {
        return owner.isEmpty() ? name : owner + '.' + name;
    }
}
