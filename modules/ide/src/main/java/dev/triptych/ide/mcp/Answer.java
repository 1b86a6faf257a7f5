package dev.triptych.ide.mcp;

import dev.triptych.ide.Excerpt;
import dev.triptych.index.Hit;
import dev.triptych.space.Origin;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Hits as text for an assistant: each begins with {@code path:line}, and all together are no longer than was asked for. */
final class Answer {
    private static final int LEAST_EXCERPT = 120;
    private static final int MOST_EXCERPT = 1200;
    private static final int EXCERPT_LINES = 20;
    /** For the line above the hits, and the one below that says what was left out. */
    private static final int FRAME = 200;

    private final Optional<Path> root;
    private final int characters;

    /**
     * An answer.
     *
     * @param root paths are told from here; without it they are absolute
     * @param characters at most so many
     */
    Answer(Optional<Path> root, int characters) {
        this.root = root;
        this.characters = characters;
    }

    /** @param remark how complete the index is, or empty */
    String of(List<Hit> hits, String remark) {
        StringBuilder answer = new StringBuilder();
        answer.append(
                hits.isEmpty()
                        ? "Nothing found."
                        : hits.size() + (hits.size() == 1 ? " hit" : " hits") + ", best first.");
        if (!remark.isEmpty()) {
            answer.append(' ').append(Excerpt.shortened(remark, FRAME));
        }
        int room = characters - answer.length() - FRAME;
        int share = Math.max(LEAST_EXCERPT, Math.min(MOST_EXCERPT, room / Math.max(1, hits.size()) - LEAST_EXCERPT));
        int told = 0;
        for (Hit hit : hits) {
            String next = "\n\n" + head(hit) + "\n"
                    + Excerpt.of(hit.passage(), EXCERPT_LINES, share).indent(4).stripTrailing();
            if (next.length() > room) {
                break;
            }
            answer.append(next);
            room -= next.length();
            told++;
        }
        if (told < hits.size()) {
            answer.append("\n\n")
                    .append(hits.size() - told)
                    .append(" more left out: ask for fewer (k) or for a longer answer (max_characters).");
        }
        return answer.append('\n').toString();
    }

    private String head(Hit hit) {
        Origin origin = hit.origin();
        StringBuilder head = new StringBuilder(Excerpt.line(place(origin)));
        if (origin.lastLine() > origin.firstLine()) {
            head.append("  (to line ").append(origin.lastLine()).append(')');
        }
        head.append("  ").append(hit.passage().modality().id());
        if (!origin.symbol().isEmpty()) {
            head.append("  ").append(Excerpt.line(origin.symbol()));
        }
        if (hit.why().semanticRank() > 0) {
            head.append(String.format(Locale.ROOT, "  cosine %.2f", hit.why().cosine()));
        }
        return head.toString();
    }

    private String place(Origin origin) {
        String place = origin.toString();
        String start = root.map(r -> r + File.separator).orElse("");
        return place.startsWith(start) ? place.substring(start.length()) : place;
    }
}
