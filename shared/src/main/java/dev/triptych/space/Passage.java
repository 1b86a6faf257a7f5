package dev.triptych.space;

/**
 * What is indexed and found: a piece of content and where it stands.
 *
 * @param content what is embedded
 * @param origin where it came from
 * @param words what a search by words sees: the text itself, the source, or what surrounds a picture
 * @param thumbnail a small JPEG to show for a picture, or an empty array
 */
public record Passage(Content content, Origin origin, String words, byte[] thumbnail) {
    private static final byte[] NONE = {};

    public static Passage of(Content content, Origin origin, String words) {
        return new Passage(content, origin, words, NONE);
    }

    public Modality modality() {
        return content.modality();
    }
}
