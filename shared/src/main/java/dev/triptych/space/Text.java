package dev.triptych.space;

/** Words in any language. */
public record Text(String value) implements Content {
    public static Text of(String value) {
        return new Text(value);
    }

    @Override
    public Modality modality() {
        return Modality.TEXT;
    }
}
