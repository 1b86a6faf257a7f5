package dev.triptych.code;

import java.util.List;

/**
 * A piece of a source file that is worth finding: a type, a function, a documented field, or a run of lines.
 *
 * @param language lower-case name of the language
 * @param kind what it is
 * @param qualifiedName package, namespace, types and name with dots; a Java constructor has the name of its type twice at the end; empty for a
 *     chunk
 * @param signature the declaration without annotations and body, on one line; empty for a chunk
 * @param doc the description in its documentation comment or docstring as plain words, or empty
 * @param source what stands in the file, without the documentation; of a type, its header and its members' signatures
 * @param firstLine first line, counted from 1
 * @param lastLine last line, inclusive
 * @param annotations simple names of its annotations, without {@code @}
 * @param calls simple names of the types and functions that it calls, in order, each once, at most {@link #MOST_CALLS}
 */
public record CodeUnit(
        String language,
        Kind kind,
        String qualifiedName,
        String signature,
        String doc,
        String source,
        int firstLine,
        int lastLine,
        List<String> annotations,
        List<String> calls) {

    /** Longer lists are those of generated code. */
    static final int MOST_CALLS = 64;

    /** What a unit is. */
    public enum Kind {
        /** A Java module, a Ruby module. */
        MODULE,
        CLASS,
        INTERFACE,
        RECORD,
        ENUM,
        ANNOTATION,
        /** A function that belongs to no type. */
        FUNCTION,
        METHOD,
        CONSTRUCTOR,
        /** A field, a property, a constant or a macro; only those with documentation are units. */
        FIELD,
        ENUM_CONSTANT,
        /** A run of lines of a file that could not be parsed, or that declares nothing. */
        CHUNK;

        public boolean isType() {
            return switch (this) {
                case CLASS, INTERFACE, RECORD, ENUM, ANNOTATION -> true;
                default -> false;
            };
        }

        public boolean isCallable() {
            return this == FUNCTION || this == METHOD || this == CONSTRUCTOR;
        }
    }

    public CodeUnit {
        annotations = List.copyOf(annotations);
        calls = List.copyOf(calls);
    }

    /** A run of lines. */
    static CodeUnit chunk(String language, String source, int firstLine, int lastLine) {
        return new CodeUnit(language, Kind.CHUNK, "", "", "", source, firstLine, lastLine, List.of(), List.of());
    }
}
