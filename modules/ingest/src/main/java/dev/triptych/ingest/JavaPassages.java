package dev.triptych.ingest;

import dev.triptych.code.CodeUnit;
import dev.triptych.code.CodeViews;
import dev.triptych.code.JavaUnits;
import dev.triptych.code.ParsedFile;
import dev.triptych.space.Origin;
import dev.triptych.space.Passage;
import java.util.ArrayList;
import java.util.List;

/**
 * Passages of Java source: its types and methods, or runs of lines where it does not parse.
 *
 * @param passages one for each unit, in the file's order
 * @param parsed false when the units are only runs of lines
 */
record JavaPassages(List<Passage> passages, boolean parsed) {

    static JavaPassages of(String source, Origin whole) {
        ParsedFile file = JavaUnits.parse(source);
        List<Passage> passages = new ArrayList<>();
        for (CodeUnit unit : file.units()) {
            Origin origin = whole.lines(unit.firstLine(), unit.lastLine()).symbol(unit.qualifiedName());
            // The Javadoc is not part of a unit's source, and it is what people search for.
            String words = unit.doc().isBlank() ? unit.source() : unit.doc() + "\n" + unit.source();
            passages.add(Passage.of(CodeViews.of(unit), origin, words));
        }
        return new JavaPassages(passages, file.parsed());
    }
}
