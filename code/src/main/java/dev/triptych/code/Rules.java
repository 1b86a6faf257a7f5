package dev.triptych.code;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Which pairs of a Javadoc sentence and a method are worth training on.
 *
 * @param minWords fewest words of a query
 * @param maxWords most words of a query
 * @param maxCodeChars longest method; a longer one is mostly unseen by the tower
 * @param perQuery how many methods may have the same query; each is a wrong negative of the others
 * @param boilerplatePerLibrary how many queries of the kind that says only what the name says ("Getter for x") one library may give
 * @param bodiless whether methods without a body are taken (of interfaces, abstract and native)
 * @param exclusions JSON-lines files, gzipped or not, none of whose {@code query} or {@code code} may come up
 */
public record Rules(
        int minWords,
        int maxWords,
        int maxCodeChars,
        int perQuery,
        int boilerplatePerLibrary,
        boolean bodiless,
        List<Path> exclusions) {

    public Rules {
        exclusions = List.copyOf(exclusions);
    }

    /** Sentences of 4 to 40 words, methods with a body of at most 4,000 characters, two methods a query. */
    public static Rules standard() {
        return new Rules(4, 40, 4000, 2, 100, false, List.of());
    }

    /** The same, keeping clear of an evaluation set. */
    public Rules exclude(Path jsonLines) {
        List<Path> more = new ArrayList<>(exclusions);
        more.add(jsonLines);
        return new Rules(minWords, maxWords, maxCodeChars, perQuery, boilerplatePerLibrary, bodiless, more);
    }

    /** The same, with or without methods that have no body. */
    public Rules bodiless(boolean taken) {
        return new Rules(minWords, maxWords, maxCodeChars, perQuery, boilerplatePerLibrary, taken, exclusions);
    }
}
