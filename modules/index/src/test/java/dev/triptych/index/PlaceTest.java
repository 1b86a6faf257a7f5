package dev.triptych.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlaceTest {
    private static Optional<Place> of(String path, String query) {
        return Place.of(path, Place.notAskedFor(query));
    }

    @Test
    void testsAreKnownByTheirPlaceOrName() {
        for (String path : new String[] {
            "/r/src/test/java/A.java",
            "/r/tests/a.py",
            "/r/a/__tests__/b.js",
            "/r/ATest.java",
            "/r/a_test.go",
            "/r/test_a.py",
            "/r/a.spec.ts",
            "/r/FooIT.java"
        }) {
            assertThat(of(path, "upload")).as(path).contains(Place.TEST);
        }
        for (String path : new String[] {
            "/r/src/main/Latest.java", "/r/contest/a.py", "/r/EXIT.java", "/r/attest.go", "/r/Testament.java"
        }) {
            assertThat(of(path, "upload")).as(path).isEmpty();
        }
    }

    @Test
    void generatedAndForeignCodeIsKnownByItsPlaceOrName() {
        assertThat(of("/r/target/generated-sources/A.java", "upload")).contains(Place.GENERATED);
        assertThat(of("/r/a_pb2.py", "upload")).contains(Place.GENERATED);
        assertThat(of("/r/a.pb.go", "upload")).contains(Place.GENERATED);
        assertThat(of("/r/jquery.min.js", "upload")).contains(Place.GENERATED);
        assertThat(of("/r/vendor/x/a.go", "upload")).contains(Place.VENDORED);
        assertThat(of("/r/third_party/a.c", "upload")).contains(Place.VENDORED);
        assertThat(of("/r/generator/A.java", "upload")).isEmpty();
    }

    @Test
    void whatTheQueryAsksForCostsNothing() {
        for (String query : new String[] {"test of the upload", "uploadTest", "a junit rule", "upload_spec"}) {
            assertThat(of("/r/tests/a.py", query)).as(query).isEmpty();
        }
        assertThat(of("/r/tests/a.py", "the latest upload")).contains(Place.TEST);
        assertThat(of("/r/a_pb2.py", "generated messages")).isEmpty();
        assertThat(of("/r/vendor/a.go", "vendored upload")).isEmpty();
    }
}
