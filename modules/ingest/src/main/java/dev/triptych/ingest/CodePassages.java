package dev.triptych.ingest;

import dev.triptych.code.CodeUnit;
import dev.triptych.code.CodeViews;
import dev.triptych.code.ParsedFile;
import dev.triptych.code.SourceUnits;
import dev.triptych.space.Code;
import dev.triptych.space.Origin;
import dev.triptych.space.Passage;
import dev.triptych.space.TextLength;
import java.util.ArrayList;
import java.util.List;

/**
 * Passages of source in a language that has a parser: its declarations.
 *
 * @param passages one for each unit, in the file's order; several for a function that is longer than the model reads. Empty when the file does not
 *     parse
 * @param problem why the file does not parse, or empty
 */
record CodePassages(List<Passage> passages, String problem) {

    static CodePassages of(String language, String source, Origin whole, TextLength length) {
        ParsedFile file = SourceUnits.parse(language, source);
        if (!file.parsed()) {
            return new CodePassages(List.of(), file.problem());
        }
        List<Passage> passages = new ArrayList<>();
        for (CodeUnit unit : file.units()) {
            Origin origin = whole.symbol(unit.qualifiedName());
            Code code = CodeViews.of(unit);
            boolean windowed = unit.kind().isCallable() || unit.kind() == CodeUnit.Kind.CHUNK;
            if (windowed && !fits(code, length)) {
                windows(unit, code, origin, length, passages);
            } else {
                // The documentation is not part of a unit's source, and it is what people search for.
                passages.add(Passage.of(
                        code, origin.lines(unit.firstLine(), unit.lastLine()), behind(unit.doc(), unit.source())));
            }
        }
        return new CodePassages(passages, "");
    }

    /** Every token has a character, so a short view need not be counted. */
    private static boolean fits(Code code, TextLength length) {
        String view = CodeViews.render(code);
        return view.length() <= length.max() || length.count(view) <= length.max();
    }

    private static void windows(CodeUnit unit, Code code, Origin origin, TextLength length, List<Passage> passages) {
        // A docstring was cut out at the top, so the lines below stand further down than they do in the unit.
        int cut = Math.max(0, unit.lastLine() - unit.firstLine() + 1 - CodeWindows.lines(unit.source()));
        for (CodeWindows.Window window : CodeWindows.of(code, length)) {
            int first = unit.firstLine() + window.first() + (window.first() == 0 ? 0 : cut);
            int last = Math.min(unit.lastLine(), unit.firstLine() + window.last() + cut);
            boolean head = window.first() == 0;
            Code part = new Code(code.language(), window.text(), code.name(), code.signature(), head ? code.doc() : "");
            passages.add(Passage.of(
                    part, origin.lines(first, last), behind(head ? code.doc() : code.signature(), window.text())));
        }
    }

    private static String behind(String first, String source) {
        return first.isBlank() ? source : first + "\n" + source;
    }
}
