package dev.triptych.samples;

import dev.triptych.model.Triptych;
import dev.triptych.space.Code;
import dev.triptych.space.Content;
import dev.triptych.space.Picture;
import dev.triptych.space.Similarity;
import dev.triptych.space.Text;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Puts words, a picture and a method into the one space, and prints how close they are. */
public final class Embed {
    private Embed() {}

    /** {@code Embed PICTURE}: any picture, for instance {@code samples/library/pictures/view-1.jpg}. */
    public static void main(String[] arguments) {
        try (Triptych space = Triptych.load()) {
            List<Content> contents = List.of(
                    Text.of("sailing boats on the sea"),
                    Text.of("Segelboote auf dem Meer"),
                    Picture.of(Path.of(arguments[0])),
                    Text.of("adds two numbers"),
                    Code.java("int sum(int a, int b) { return a + b; }"));
            List<float[]> vectors = space.embedAll(contents);
            for (int i = 0; i < contents.size(); i++) {
                for (int j = 0; j < i; j++) {
                    float close = Similarity.cosine(vectors.get(i), vectors.get(j));
                    System.out.printf(Locale.ROOT, "%.2f  %s  ~  %s%n", close, contents.get(j), contents.get(i));
                }
            }
        }
    }
}
