package dev.triptych.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.triptych.code.CodeUnit.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JavaUnitsTest {

    @Test
    void typesAndTheirMethodsAreFoundWithTheirNamesAndLines() {
        ParsedFile file = JavaUnits.parse(
                """
                package org.example;

                /** A shelf of <b>books</b>. */
                @Deprecated
                public final class Shelf<B extends Book> implements Iterable<B> {
                    private int size = 3, more;

                    /** Makes an {@code empty} shelf. */
                    public Shelf() {}

                    /**
                     * Puts a book on it, see {@link java.util.List#add(Object)}.
                     *
                     * @param book the book
                     */
                    @Override
                    @SafeVarargs
                    public <T extends B> boolean put(@Fine final T book, // the book
                            int... places) throws IOException {
                        return true; /* done */
                    }

                    interface Reader { int pages(); }
                }
                """);

        assertThat(file.parsed()).isTrue();
        assertThat(file.problem()).isEmpty();
        assertThat(file.units())
                .extracting(CodeUnit::kind, CodeUnit::qualifiedName, CodeUnit::firstLine, CodeUnit::lastLine)
                .containsExactly(
                        tuple(Kind.CLASS, "org.example.Shelf", 4, 24),
                        tuple(Kind.CONSTRUCTOR, "org.example.Shelf.Shelf", 9, 9),
                        tuple(Kind.METHOD, "org.example.Shelf.put", 16, 21),
                        tuple(Kind.INTERFACE, "org.example.Shelf.Reader", 23, 23),
                        tuple(Kind.METHOD, "org.example.Shelf.Reader.pages", 23, 23));
        CodeUnit put = file.units().get(2);
        assertThat(put.signature())
                .isEqualTo("public <T extends B> boolean put(@Fine final T book, int... places) throws IOException");
        assertThat(put.doc()).isEqualTo("Puts a book on it, see List.add.");
        assertThat(put.annotations()).containsExactly("Override", "SafeVarargs");
        assertThat(put.source()).startsWith("@Override\n    @SafeVarargs").endsWith("return true; /* done */\n    }");
        CodeUnit shelf = file.units().get(0);
        assertThat(shelf.doc()).isEqualTo("A shelf of books.");
        assertThat(shelf.source())
                .startsWith("public final class Shelf<B extends Book> implements Iterable<B> {\n    private int size;")
                .contains("    public Shelf();\n", "    interface Reader;\n")
                .doesNotContain("return true");
    }

    @Test
    void newSyntaxIsParsed() {
        ParsedFile file = JavaUnits.parse(
                """
                sealed interface Shape permits Circle, Square {}
                record Circle(double r) implements Shape {
                    Circle { if (r < 0) { throw new IllegalArgumentException(); } }
                }
                record Square<T>(T side) implements Shape {
                    static String name(Object o) {
                        return switch (o) {
                            case Circle(double r) when r > 1 -> "big";
                            case Square<?>(var side) -> \"""
                                a "text" block
                                \""";
                            case null, default -> { yield "none"; }
                        };
                    }
                }
                enum Side { LEFT { @Override int sign() { return -1; } }, RIGHT; int sign() { return 1; } }
                @interface Fine { String value() default ""; }
                """);

        assertThat(file.problem()).isEmpty();
        assertThat(file.units())
                .extracting(CodeUnit::kind, CodeUnit::qualifiedName)
                .containsExactly(
                        tuple(Kind.INTERFACE, "Shape"),
                        tuple(Kind.RECORD, "Circle"),
                        tuple(Kind.CONSTRUCTOR, "Circle.Circle"),
                        tuple(Kind.RECORD, "Square"),
                        tuple(Kind.METHOD, "Square.name"),
                        tuple(Kind.ENUM, "Side"),
                        tuple(Kind.ENUM_CONSTANT, "Side.LEFT"),
                        tuple(Kind.METHOD, "Side.LEFT.sign"),
                        tuple(Kind.ENUM_CONSTANT, "Side.RIGHT"),
                        tuple(Kind.METHOD, "Side.sign"),
                        tuple(Kind.ANNOTATION, "Fine"));
        assertThat(file.units().get(1).signature()).isEqualTo("record Circle(double r) implements Shape");
        assertThat(file.units().get(5).source()).contains("LEFT,").contains("int sign();");
    }

    @Test
    void methodsOfAnonymousClassesInFieldsAreUnitsAndThoseInMethodsBelongToThem() {
        ParsedFile file = JavaUnits.parse(
                """
                class A {
                    Comparator<String> order = new Comparator<>() { public int compare(String a, String b) { return 0; } };
                    void run() { new Thread() { public void start() { class Local { void in() {} } } }.start(); }
                }""");

        assertThat(file.units()).extracting(CodeUnit::qualifiedName).containsExactly("A", "A.order.compare", "A.run");
        assertThat(file.units().get(2).source()).contains("class Local");
    }

    @Test
    void fieldsWithADescriptionAndEnumConstantsAreUnits() {
        ParsedFile file = JavaUnits.parse(
                """
                package a;
                enum Planet {
                    /** The small one. */
                    MERCURY(3.3e23) { void spin() {} },
                    EARTH(Masses.of("earth"));
                    /** Its mass in kg. */
                    private final double mass;
                    private double radius;
                    /** Names by number. */
                    static final Map<Integer, String> NAMES = Map.of(1, join("a", "b"));
                }
                """);

        assertThat(file.units())
                .extracting(CodeUnit::kind, CodeUnit::qualifiedName, CodeUnit::doc, CodeUnit::signature)
                .containsExactly(
                        tuple(Kind.ENUM, "a.Planet", "", "enum Planet"),
                        tuple(Kind.ENUM_CONSTANT, "a.Planet.MERCURY", "The small one.", "MERCURY(3.3e23)"),
                        tuple(Kind.METHOD, "a.Planet.MERCURY.spin", "", "void spin()"),
                        tuple(Kind.ENUM_CONSTANT, "a.Planet.EARTH", "", "EARTH(Masses.of(\"earth\"))"),
                        tuple(Kind.FIELD, "a.Planet.mass", "Its mass in kg.", "private final double mass"),
                        tuple(
                                Kind.FIELD,
                                "a.Planet.NAMES",
                                "Names by number.",
                                "static final Map<Integer, String> NAMES"));
        assertThat(file.units().get(5).source()).endsWith("Map.of(1, join(\"a\", \"b\"));");
        assertThat(file.units().get(5).calls()).containsExactly("Map", "of", "join");
    }

    @Test
    void whatAMethodCallsIsToldInOrderAndOnce() {
        CodeUnit unit = JavaUnits.parse(
                        """
                class A {
                    List<String> load(Path file) {
                        Files.lines(file).map(String::strip).forEach(this::check);
                        check(new Report(MAX.toString()));
                        return super.load(file);
                    }
                }
                """)
                .units()
                .get(1);

        assertThat(unit.calls())
                .containsExactly("forEach", "map", "Files", "lines", "strip", "check", "Report", "toString", "load");
        assertThat(JavaUnits.parse("class A { void f() { " + calls(300) + "} }")
                        .units()
                        .get(1)
                        .calls())
                .hasSize(CodeUnit.MOST_CALLS);
    }

    private static String calls(int count) {
        StringBuilder calls = new StringBuilder();
        for (int i = 0; i < count; i++) {
            calls.append("call").append(i).append("(); ");
        }
        return calls.toString();
    }

    @Test
    void aModuleIsAUnitWithItsDescription() {
        ParsedFile file = JavaUnits.parse(
                "import x.Y;\n/** Loads things. */\nopen module org.example.app {\n    requires java.base;\n    exports org.example;\n}\n");

        assertThat(file.units()).singleElement().satisfies(u -> {
            assertThat(u.kind()).isEqualTo(Kind.MODULE);
            assertThat(u.qualifiedName()).isEqualTo("org.example.app");
            assertThat(u.doc()).isEqualTo("Loads things.");
            assertThat(u.source()).contains("exports org.example;");
        });
    }

    @Test
    void lombokStyleCodeIsParsed() {
        ParsedFile file = JavaUnits.parse(
                """
                @Value @Builder(toBuilder = true) @RequiredArgsConstructor(onConstructor_ = @__(@Inject))
                class User {
                    @NonNull @Getter(lazy = true) private final String name = compute();
                    @SneakyThrows @Synchronized void save() { val x = new ArrayList<String>(); @Cleanup var in = open(); }
                }
                """);

        assertThat(file.problem()).isEmpty();
        assertThat(file.units()).extracting(CodeUnit::qualifiedName).containsExactly("User", "User.save");
        assertThat(file.units().get(0).annotations()).containsExactly("Value", "Builder", "RequiredArgsConstructor");
        assertThat(file.units().get(1).calls()).containsExactly("ArrayList", "open");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void sourceIsCutExactlyWhateverEndsItsLines(String end) {
        String method = "void größe(String 名)" + end + "\t{" + end + "\t\tint \ud835\udc31 = 1;\t}";
        ParsedFile file =
                JavaUnits.parse("class Ä" + end + "{" + end + "\t/** Doc. */" + end + "\t" + method + end + "}" + end);

        assertThat(file.problem()).isEmpty();
        CodeUnit unit = file.units().get(1);
        assertThat(unit.source()).isEqualTo(method);
        assertThat(unit.qualifiedName()).isEqualTo("Ä.größe");
        assertThat(unit.firstLine()).isEqualTo(4);
        assertThat(unit.lastLine()).isEqualTo(6);
        assertThat(unit.doc()).isEqualTo("Doc.");
    }

    @Test
    void sourceThatDoesNotParseBecomesChunksThatHoldEveryLine() {
        StringBuilder source = new StringBuilder("class Broken {\n");
        for (int i = 0; i < 200; i++) {
            source.append(i % 13 == 0 ? "\n" : "  line" + i + " is no Java\n");
        }

        ParsedFile file = JavaUnits.parse(source.toString());

        assertThat(file.parsed()).isFalse();
        assertThat(file.problem()).contains("line");
        assertThat(file.units()).hasSizeBetween(5, 9).allMatch(u -> u.kind() == Kind.CHUNK);
        assertThat(file.units().get(0).firstLine()).isEqualTo(1);
        assertThat(file.units().get(file.units().size() - 1).lastLine()).isEqualTo(201);
        for (int i = 0; i < 200; i++) {
            String line = i % 13 == 0 ? "\n" : "  line" + i + " is no Java\n";
            assertThat(file.units()).anyMatch(u -> u.source().contains(line));
        }
    }

    @Test
    void aMinifiedLineIsCutIntoChunksAndNothingIsLost() {
        String source = "x=1;".repeat(25_000);

        List<CodeUnit> chunks = JavaUnits.parse(source).units();

        assertThat(chunks).allMatch(u -> u.source().length() <= LineChunks.LONGEST_CHUNK && u.firstLine() == 1);
        assertThat(String.join("", chunks.stream().map(CodeUnit::source).toList()))
                .isEqualTo(source);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "[",
                "{",
                "a(",
                "()->{",
                "new A(){{",
                "if(a){",
                "!",
                "-",
                "a+",
                "a?b:",
                "(A)",
                "else if(a);",
                "List<",
                "@A(",
                "x->"
            })
    void nestingOfAnyDepthEndsInChunksAndNotInAnError(String piece) {
        String source = "class A { Object f = " + piece.repeat(50_000) + "; }";

        ParsedFile file = JavaUnits.parse(source);

        assertThat(file.units()).isNotEmpty();
        assertThat(file.parsed()).isEqualTo(file.problem().isEmpty());
    }

    @Test
    void wellFormedNestingThatPeopleWriteIsParsed() {
        String source = "class A { int f(int a) { return " + "(".repeat(60) + "a" + ")".repeat(60) + "; } }";

        assertThat(JavaUnits.parse(source).problem()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \n\t",
                "package a.b;\n",
                "// only words\n",
                "module m { requires java.base; }\n",
                "\ufeffclass A {}",
                "\u0000\ud800"
            })
    void aFileThatDeclaresNothingIsNotLost(String source) {
        ParsedFile file = JavaUnits.parse(source);

        assertThat(file.units().isEmpty()).isEqualTo(source.isBlank());
    }
}
