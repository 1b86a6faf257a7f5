package dev.triptych.code;

import java.util.List;

/**
 * A piece of a source file that is worth finding: a type, a method, or a run of lines.
 *
 * @param kind what it is
 * @param qualifiedName package, types and name with dots; a constructor has the name of its type twice at the end; empty for a chunk
 * @param signature the declaration without annotations and body, on one line; empty for a chunk
 * @param doc the description in its Javadoc as plain words, or empty
 * @param source what stands in the file, without the Javadoc comment; of a type, its header and its members' signatures
 * @param firstLine first line, counted from 1
 * @param lastLine last line, inclusive
 * @param annotations simple names of its annotations, without {@code @}
 */
public record CodeUnit(
        Kind kind,
        String qualifiedName,
        String signature,
        String doc,
        String source,
        int firstLine,
        int lastLine,
        List<String> annotations) {

    /** What a unit is. */
    public enum Kind {
        CLASS,
        INTERFACE,
        RECORD,
        ENUM,
        ANNOTATION,
        METHOD,
        CONSTRUCTOR,
        /** A run of lines of a file that could not be parsed, or that declares nothing. */
        CHUNK;

        public boolean isType() {
            return this != METHOD && this != CONSTRUCTOR && this != CHUNK;
        }
    }

    public CodeUnit {
        annotations = List.copyOf(annotations);
    }
}
