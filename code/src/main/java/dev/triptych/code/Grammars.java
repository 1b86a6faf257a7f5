package dev.triptych.code;

import static dev.triptych.code.CodeUnit.Kind.CLASS;
import static dev.triptych.code.CodeUnit.Kind.ENUM;
import static dev.triptych.code.CodeUnit.Kind.ENUM_CONSTANT;
import static dev.triptych.code.CodeUnit.Kind.FIELD;
import static dev.triptych.code.CodeUnit.Kind.FUNCTION;
import static dev.triptych.code.CodeUnit.Kind.INTERFACE;
import static dev.triptych.code.CodeUnit.Kind.MODULE;
import static dev.triptych.code.CodeUnit.Kind.RECORD;

import java.util.List;
import java.util.function.Supplier;
import org.treesitter.TSLanguage;
import org.treesitter.TreeSitterBash;
import org.treesitter.TreeSitterC;
import org.treesitter.TreeSitterCSharp;
import org.treesitter.TreeSitterCpp;
import org.treesitter.TreeSitterGo;
import org.treesitter.TreeSitterJavascript;
import org.treesitter.TreeSitterKotlin;
import org.treesitter.TreeSitterPhp;
import org.treesitter.TreeSitterPython;
import org.treesitter.TreeSitterRuby;
import org.treesitter.TreeSitterRust;
import org.treesitter.TreeSitterTsx;
import org.treesitter.TreeSitterTypescript;

/** The table of languages: which nodes of their tree-sitter grammars are units, calls, documentation's neighbours. */
final class Grammars {
    private Grammars() {}

    /**
     * The grammars to try for a language, the likeliest first: a {@code .ts} may hold tags, and a {@code .h} may be C++. Empty when there is none.
     */
    static List<Supplier<Grammar>> of(String language) {
        return switch (language) {
            case "python" -> List.of(Grammars::python);
            case "javascript" -> List.of(Grammars::javascript, () -> typescript(TreeSitterTsx::new));
            case "typescript" ->
                List.of(() -> typescript(TreeSitterTypescript::new), () -> typescript(TreeSitterTsx::new));
            case "go" -> List.of(Grammars::go);
            case "rust" -> List.of(Grammars::rust);
            case "c" -> List.of(Grammars::c, Grammars::cpp);
            case "cpp" -> List.of(Grammars::cpp);
            case "csharp" -> List.of(Grammars::csharp);
            case "kotlin" -> List.of(Grammars::kotlin);
            case "ruby" -> List.of(Grammars::ruby);
            case "php" -> List.of(Grammars::php);
            case "shell" -> List.of(Grammars::shell);
            default -> List.of();
        };
    }

    private static Grammar python() {
        return new Grammar("python", TreeSitterPython::new)
                .units(CLASS, "class_definition")
                .units(FUNCTION, "function_definition")
                .units(FIELD, "assignment")
                .constructors("__init__")
                .docstrings()
                .wrappers("decorated_definition", "expression_statement")
                .annotations("decorator")
                .imports("import_statement", "import_from_statement", "future_import_statement");
    }

    private static Grammar javascript() {
        return ecma(new Grammar("javascript", TreeSitterJavascript::new))
                .assigned("field_definition", "property value");
    }

    private static Grammar typescript(Supplier<TSLanguage> parser) {
        return ecma(new Grammar("typescript", parser))
                .units(CLASS, "abstract_class_declaration", "type_alias_declaration")
                .units(INTERFACE, "interface_declaration")
                .units(ENUM, "enum_declaration")
                .units(FUNCTION, "function_signature", "method_signature", "abstract_method_signature")
                .units(FIELD, "property_signature", "public_field_definition")
                .units(ENUM_CONSTANT, "enum_assignment", "enum_body>property_identifier")
                .assigned("public_field_definition", "name value")
                .namespaces("internal_module", "module")
                .wrappers("ambient_declaration");
    }

    private static Grammar ecma(Grammar grammar) {
        return grammar.units(CLASS, "class_declaration")
                .units(FUNCTION, "function_declaration", "generator_function_declaration", "method_definition")
                .units(FIELD, "field_definition", "variable_declarator")
                .assigned("variable_declarator", "name value")
                .assigned("assignment_expression", "left right")
                .assigned("pair", "key value")
                .constructors("constructor")
                .wrappers("export_statement", "lexical_declaration", "variable_declaration", "expression_statement")
                .annotations("decorator")
                .imports("import_statement");
    }

    private static Grammar go() {
        return new Grammar("go", TreeSitterGo::new)
                .units(CLASS, "type_spec", "type_alias")
                .units(FUNCTION, "function_declaration", "method_declaration", "method_elem")
                .units(FIELD, "field_declaration", "const_spec", "var_spec")
                .packages("package_clause")
                .wrappers("type_declaration", "const_declaration", "var_declaration")
                .imports("import_declaration");
    }

    private static Grammar rust() {
        return new Grammar("rust", TreeSitterRust::new)
                .units(CLASS, "struct_item", "union_item", "type_item")
                .units(INTERFACE, "trait_item")
                .units(ENUM, "enum_item")
                .units(ENUM_CONSTANT, "enum_variant")
                .units(FUNCTION, "function_item", "function_signature_item", "macro_definition")
                .units(FIELD, "field_declaration", "const_item", "static_item", "associated_type")
                .namespaces("mod_item")
                .implementations("impl_item")
                .constructors("new")
                .annotations("attribute_item")
                .imports("use_declaration", "extern_crate_declaration", "inner_attribute_item");
    }

    private static Grammar c() {
        return clike(new Grammar("c", TreeSitterC::new));
    }

    private static Grammar cpp() {
        return clike(new Grammar("cpp", TreeSitterCpp::new))
                .units(CLASS, "class_specifier", "alias_declaration", "concept_definition")
                .needBody("class_specifier")
                .namespaces("namespace_definition")
                .wrappers("template_declaration")
                .annotations("template_parameter_list", "attribute_declaration", "requires_clause")
                .imports("using_declaration");
    }

    private static Grammar clike(Grammar grammar) {
        return grammar.units(CLASS, "struct_specifier", "union_specifier", "type_definition")
                .units(ENUM, "enum_specifier")
                .needBody("struct_specifier", "union_specifier", "enum_specifier")
                .units(ENUM_CONSTANT, "enumerator")
                .units(FUNCTION, "function_definition", "preproc_function_def")
                .units(FIELD, "declaration", "field_declaration", "preproc_def")
                .imports("preproc_include");
    }

    private static Grammar csharp() {
        return new Grammar("csharp", TreeSitterCSharp::new)
                .units(CLASS, "class_declaration", "struct_declaration", "delegate_declaration")
                .units(INTERFACE, "interface_declaration")
                .units(RECORD, "record_declaration", "record_struct_declaration")
                .units(ENUM, "enum_declaration")
                .units(ENUM_CONSTANT, "enum_member_declaration")
                .units(FUNCTION, "method_declaration", "constructor_declaration", "destructor_declaration")
                .units(FUNCTION, "local_function_statement", "operator_declaration", "conversion_operator_declaration")
                .units(FIELD, "property_declaration", "field_declaration", "event_field_declaration")
                .units(FIELD, "indexer_declaration", "event_declaration")
                .namespaces("namespace_declaration")
                .packages("file_scoped_namespace_declaration")
                .wrappers("global_statement")
                .annotations("attribute_list")
                .imports("using_directive", "extern_alias_directive");
    }

    private static Grammar kotlin() {
        return new Grammar("kotlin", TreeSitterKotlin::new)
                .units(CLASS, "class_declaration", "object_declaration", "companion_object", "type_alias")
                .units(ENUM_CONSTANT, "enum_entry")
                .units(FUNCTION, "function_declaration", "secondary_constructor")
                .units(FIELD, "property_declaration")
                .packages("package_header")
                .annotations("modifiers", "annotation")
                .imports("import_list", "import_header", "file_annotation");
    }

    private static Grammar ruby() {
        return new Grammar("ruby", TreeSitterRuby::new)
                .units(MODULE, "module")
                .units(CLASS, "class")
                .units(FUNCTION, "method", "singleton_method")
                .units(FIELD, "assignment")
                .constructors("initialize")
                .calls("call", "method");
    }

    private static Grammar php() {
        return new Grammar("php", TreeSitterPhp::new)
                .units(CLASS, "class_declaration", "trait_declaration")
                .units(INTERFACE, "interface_declaration")
                .units(ENUM, "enum_declaration")
                .units(ENUM_CONSTANT, "enum_case")
                .units(FUNCTION, "function_definition", "method_declaration")
                .units(FIELD, "property_declaration", "const_declaration")
                .constructors("__construct")
                .packages("namespace_definition")
                .annotations("attribute_list")
                .imports("namespace_use_declaration", "php_tag");
    }

    private static Grammar shell() {
        return new Grammar("shell", TreeSitterBash::new)
                .units(FUNCTION, "function_definition")
                .units(FIELD, "variable_assignment")
                .calls("command", "name");
    }
}
