package dev.triptych.mine;

import dev.triptych.ingest.FileResult;
import dev.triptych.space.Modality;
import dev.triptych.space.Passage;
import dev.triptych.space.Picture;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the structure of one document pairs: its title with its sections, headings with paragraphs, captions with figures. */
final class DocumentPairs {
    /** "Figure 3:", "Abb. 2 –", "図1": what captions begin with in the languages that have a custom for it. */
    private static final Pattern CAPTION = Pattern.compile(
            "(?i)^(figure|fig\\.?|abbildung|abb\\.?|figura|ilustraci[oó]n|obr(?:ázek|\\.)?|afbeelding|рис(?:унок|\\.)?|図|图)\\s*\\d+[a-z]?\\s*[.:–—-]?\\s*");

    private static final Pattern PARAGRAPH = Pattern.compile("\\R\\s*\\R");

    private DocumentPairs() {}

    /**
     * A pair that a document gives.
     *
     * @param kind {@code title}, {@code heading} or {@code figure}
     * @param text the other side, empty for a figure
     */
    record Found(String kind, String at, String anchor, String text, Optional<Picture> picture) {}

    /** A place whose pictures and captions cannot be told apart. */
    record Unpaired(String at, int pictures, int captions) {}

    /** What one file gives. */
    record All(List<Found> found, List<Unpaired> unpaired) {}

    static All of(FileResult file) {
        List<Found> found = new ArrayList<>();
        Map<List<String>, List<Passage>> documents = new LinkedHashMap<>();
        for (Passage passage : file.passages()) {
            if (passage.modality() == Modality.TEXT) {
                documents
                        .computeIfAbsent(passage.origin().embedded(), k -> new ArrayList<>())
                        .add(passage);
            }
        }
        documents.values().forEach(passages -> headings(passages, found));
        List<Unpaired> unpaired = new ArrayList<>();
        figures(file.passages(), found, unpaired);
        return new All(found, unpaired);
    }

    private static void headings(List<Passage> passages, List<Found> found) {
        Set<String> headings = new LinkedHashSet<>();
        passages.stream()
                .map(p -> p.origin().section())
                .filter(s -> !s.isBlank())
                .forEach(headings::add);
        if (headings.isEmpty()) {
            return;
        }
        String title = headings.iterator().next();
        Set<String> begun = new HashSet<>();
        for (Passage passage : passages) {
            String section = passage.origin().section();
            String body = withoutHeadings(passage.words(), headings);
            String at = passage.origin().toString();
            if (section.isBlank() || body.isBlank()) {
                continue;
            }
            // The beginning of every section tells what a title promises; its later paragraphs may be about anything.
            if (begun.add(section)) {
                found.add(new Found("title", at, title, body, Optional.empty()));
            }
            if (!section.equals(title)) {
                found.add(new Found("heading", at, section, body, Optional.empty()));
            }
        }
    }

    /** A heading stands at the beginning of its first passage, and headings above it may stand before it. */
    private static String withoutHeadings(String words, Set<String> headings) {
        List<String> lines = new ArrayList<>(words.strip().lines().toList());
        while (!lines.isEmpty()
                && (lines.get(0).isBlank()
                        || headings.contains(lines.get(0)
                                .replaceFirst("^#{1,6}\\s+", "")
                                .replaceFirst("\\s+#+$", "")
                                .strip()))) {
            lines.remove(0);
        }
        return String.join("\n", lines).strip();
    }

    /** The pictures and captions of a page pair up in their order, if there are as many of the ones as of the others. */
    private static void figures(List<Passage> passages, List<Found> found, List<Unpaired> unpaired) {
        Map<String, List<Passage>> pictures = new LinkedHashMap<>();
        Map<String, List<String>> captions = new LinkedHashMap<>();
        for (Passage passage : passages) {
            List<String> names = passage.origin().embedded();
            if (passage.content() instanceof Picture && !names.isEmpty()) {
                String place = place(names.subList(0, names.size() - 1), passage);
                pictures.computeIfAbsent(place, k -> new ArrayList<>()).add(passage);
            } else if (passage.modality() == Modality.TEXT) {
                for (String paragraph : PARAGRAPH.split(passage.words())) {
                    Matcher caption = CAPTION.matcher(paragraph.strip());
                    if (caption.find()) {
                        String text = paragraph.strip().substring(caption.end());
                        captions.computeIfAbsent(place(names, passage), k -> new ArrayList<>())
                                .add(text.lines().map(String::strip).collect(Collectors.joining(" ")));
                    }
                }
            }
        }
        pictures.forEach((place, shown) -> {
            List<String> said = captions.getOrDefault(place, List.of());
            String at = shown.get(0).origin().toString();
            if (said.size() != shown.size()) {
                unpaired.add(new Unpaired(at, shown.size(), said.size()));
                return;
            }
            for (int i = 0; i < said.size(); i++) {
                Picture picture = (Picture) shown.get(i).content();
                found.add(new Found("figure", shown.get(i).origin().toString(), said.get(i), "", Optional.of(picture)));
            }
        });
    }

    private static String place(List<String> names, Passage passage) {
        return String.join("!", names) + "#" + passage.origin().page();
    }
}
