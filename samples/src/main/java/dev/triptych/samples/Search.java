package dev.triptych.samples;

import dev.triptych.index.Hit;
import dev.triptych.library.Library;
import dev.triptych.model.Triptych;
import dev.triptych.space.Progress;
import dev.triptych.space.Text;
import java.nio.file.Path;

/** Indexes a folder of documents, pictures and code, and asks it a question. */
public final class Search {
    private Search() {}

    /** {@code Search FOLDER QUESTION}: the index is made in {@code target/search-index}. */
    public static void main(String[] arguments) {
        try (Triptych space = Triptych.load();
                Library library = Library.open(Path.of("target", "search-index"), space)) {
            library.add(Path.of(arguments[0]), Progress.console());
            for (Hit hit : library.search(Text.of(arguments[1]), 10)) {
                System.out.println(hit.origin() + "  " + hit.score());
            }
        }
    }
}
