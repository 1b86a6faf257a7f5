package dev.triptych.code;

import com.github.javaparser.Range;
import dev.triptych.code.JavaToken.Kind;
import java.util.List;

/** Cuts pieces out of a source by the places that the parser tells. */
final class SourceText {
    private final String source;
    private final SourceLines lines;

    SourceText(String source) {
        this.source = source;
        lines = new SourceLines(source);
    }

    /** The piece as it stands. */
    String of(Range range) {
        return from(start(range), range);
    }

    /** From a character to the end of the piece. */
    String from(int offset, Range range) {
        return source.substring(offset, lines.offset(range.end.line, range.end.column) + 1);
    }

    int lineOf(int offset) {
        return lines.lineOf(offset);
    }

    /** Offset of the first character behind the annotations in front of a declaration. */
    int behindAnnotations(Range range) {
        String piece = of(range);
        for (int length = 1000; ; length *= 8) {
            // Annotations are short and bodies long: only the head of the piece is cut into tokens.
            String head = piece.substring(0, Math.min(length, piece.length()));
            List<JavaToken> tokens = JavaTokens.of(head);
            int i = 0;
            while (i < tokens.size()
                    && (annotation(head, tokens, i) || tokens.get(i).kind() == Kind.COMMENT)) {
                i = annotation(head, tokens, i) ? JavaHeader.annotationEnd(head, tokens, i) : i + 1;
            }
            if (i < tokens.size()) {
                return start(range) + tokens.get(i).start();
            }
            if (head.length() == piece.length()) {
                return start(range);
            }
        }
    }

    /** The declaration on one line: no annotations in front, no comments, and neither body nor initial value. */
    String header(Range range) {
        String piece = from(behindAnnotations(range), range);
        StringBuilder header = new StringBuilder();
        int depth = 0;
        int last = 0;
        for (JavaToken token : JavaTokens.of(piece)) {
            if (token.kind() == Kind.COMMENT) {
                continue;
            }
            char c = piece.charAt(token.start());
            if (depth == 0 && (c == '{' || c == ';' || token.is(piece, "="))) {
                break;
            }
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (token.start() > last && !header.isEmpty()) {
                header.append(' ');
            }
            header.append(piece, token.start(), token.end());
            last = token.end();
        }
        return header.toString();
    }

    private static boolean annotation(String text, List<JavaToken> tokens, int i) {
        return tokens.get(i).is(text, "@")
                && !(i + 1 < tokens.size() && tokens.get(i + 1).is(text, "interface"));
    }

    private int start(Range range) {
        return lines.offset(range.begin.line, range.begin.column);
    }
}
