package dev.triptych.samples.document;

import java.util.List;

/** One block of a manuscript. */
public sealed interface Block {

    /** A heading; level 1 is a chapter, 2 a section. */
    record Heading(int level, String text) implements Block {}

    /** A paragraph of running text. */
    record Paragraph(String text) implements Block {}

    /** One item of a list, with its mark ({@code •} or {@code 3.}). */
    record Item(String mark, String text) implements Block {}

    /** One row of a table; the first of several is its head. */
    record Row(List<String> cells) implements Block {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /** A picture of the library by its file name, with a caption. */
    record Illustration(String file, String caption) implements Block {}

    /** What follows starts on a new page, where there are pages. */
    record PageBreak() implements Block {}
}
