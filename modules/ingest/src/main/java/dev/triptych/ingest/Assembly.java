package dev.triptych.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts a worker's frames together again. What has arrived counts, also when the last frame never comes. */
final class Assembly implements FrameSink {

    /** One document: the file, or a file inside it. */
    static final class Part {
        final List<String> names;
        final String type;
        final boolean plain;
        final StringBuilder text = new StringBuilder();
        final List<Chunker.Mark> marks = new ArrayList<>();
        private final Map<String, Frame.Anchor> anchors = new HashMap<>();

        Part(List<String> names, String type, boolean plain) {
            this.names = List.copyOf(names);
            this.type = type;
            this.plain = plain;
        }
    }

    /** A picture inside a document, with the page and the alternative text that the document gives it. */
    record Shown(Part part, String name, String type, int page, String alt, byte[] bytes) {}

    private final Map<Integer, Part> parts = new LinkedHashMap<>();
    private final List<Frame.Embedded> pictures = new ArrayList<>();
    private final List<Frame.Note> notes = new ArrayList<>();
    private int dropped;

    @Override
    public void accept(Frame frame) {
        if (frame instanceof Frame.Document f) {
            List<String> names = new ArrayList<>();
            if (f.parent() >= 0) {
                names.addAll(part(f.parent()).names);
                names.add(f.name());
            }
            parts.put(f.id(), new Part(names, f.type(), f.plain()));
        } else if (frame instanceof Frame.Chars f) {
            part(f.document()).text.append(f.text());
        } else if (frame instanceof Frame.Mark f) {
            part(f.document()).marks.add(new Chunker.Mark(f.offset(), f.page(), f.section()));
        } else if (frame instanceof Frame.Anchor f) {
            part(f.document()).anchors.merge(f.key(), f, (old, now) -> old.alt().isEmpty() ? now : old);
        } else if (frame instanceof Frame.Embedded f) {
            pictures.add(f);
        } else if (frame instanceof Frame.Note f) {
            notes.add(f);
        } else if (frame instanceof Frame.Dropped) {
            dropped++;
        }
    }

    private Part part(int id) {
        return parts.computeIfAbsent(id, unknown -> new Part(List.of(), "", false));
    }

    List<Part> parts() {
        return List.copyOf(parts.values());
    }

    List<Shown> pictures() {
        List<Shown> shown = new ArrayList<>();
        for (Frame.Embedded p : pictures) {
            Part part = part(p.document());
            Optional<Frame.Anchor> byName = Optional.ofNullable(part.anchors.get(p.name()));
            Optional<Frame.Anchor> byRelation = Optional.ofNullable(part.anchors.get(p.relation()));
            int page = p.page() > 0
                    ? p.page()
                    : byRelation.or(() -> byName).map(Frame.Anchor::page).orElse(0);
            String alt = byName.or(() -> byRelation).map(Frame.Anchor::alt).orElse("");
            shown.add(new Shown(part, p.name(), p.type(), page, alt, p.bytes()));
        }
        return shown;
    }

    List<Frame.Note> notes() {
        return List.copyOf(notes);
    }

    /** The name of the part that a note is about, with a colon, or nothing for the file itself. */
    String about(Frame.Note note) {
        List<String> names = part(note.document()).names;
        String detail = note.detail();
        return names.isEmpty() ? detail : String.join("!", names) + (detail.isEmpty() ? "" : ": " + detail);
    }

    int dropped() {
        return dropped;
    }

    /** The media type that the worker saw in the file's content, if it came so far. */
    Optional<String> detectedType() {
        return Optional.ofNullable(parts.get(0)).map(p -> p.type).filter(t -> !t.isEmpty());
    }
}
