package dev.triptych.index;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Kinds of source files that are seldom what a question means: they stand lower in an answer unless the query asks for them. */
enum Place {
    TEST(
            -0.5,
            "a test",
            "(^|/)(tests?|__tests__|testing|specs?|androidTest)/|(^|/)test_[^/]*$"
                    + "|[^/](Tests?|TestCase|Specs?)\\.[^/.]+$|[a-z0-9]IT\\.[^/.]+$|[^/][._-](test|tests|spec)\\.[^/]+$",
            "\\b(tests?|tested|testing|junit|pytest|specs?|assert\\w*|mocks?|fixtures?)\\b"),
    GENERATED(
            -0.75,
            "generated",
            "(^|/)(generated|generated-sources|gen|autogen|__generated__)/"
                    + "|(\\.pb|_pb2|_pb2_grpc|\\.g|\\.freezed|\\.generated|\\.designer|\\.min)\\.[^/.]+$|_generated\\.[^/.]+$",
            "\\b(generated?|generators?|codegen|proto\\w*)\\b"),
    VENDORED(
            -0.5,
            "somebody else's",
            "(^|/)(vendor|vendored|third_party|third-party|thirdparty|external|extern|node_modules|bower_components)/",
            "\\b(vendor(ed)?|third[ _-]?party|external)\\b");

    /** What it costs, in deviations of the cosine: less than the best words are worth. */
    final double worth;

    final String words;
    private final Pattern path;
    private final Pattern asking;

    Place(double worth, String words, String path, String asking) {
        this.worth = worth;
        this.words = words;
        this.path = Pattern.compile(path);
        this.asking = Pattern.compile(asking, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);
    }

    /** Those that a query does not ask for. */
    static List<Place> notAskedFor(String query) {
        String words = query.replaceAll("(?<=\\p{Ll})(?=\\p{Lu})|_", " ").toLowerCase(Locale.ROOT);
        return List.of(values()).stream()
                .filter(p -> !p.asking.matcher(words).find())
                .toList();
    }

    /** The first of these that a path shows. */
    static Optional<Place> of(String path, List<Place> places) {
        return places.stream().filter(p -> p.path.matcher(path).find()).findFirst();
    }
}
