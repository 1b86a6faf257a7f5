package dev.triptych.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Who may know whom: shared, then the towers, then the modules; and nobody knows the network. */
@TestInstance(Lifecycle.PER_CLASS) // Reading all classes takes longer than all rules.
class ArrowsTest {
    private static final List<String> SHARED = List.of("space", "checkpoint", "nn", "objective", "train");
    private static final List<String> TOWERS = List.of("text", "vision", "code");

    /** For each room the rooms it may see; itself always. */
    private static final Map<String, List<String>> MAY_SEE = Map.ofEntries(
            Map.entry("space", List.of()),
            Map.entry("checkpoint", List.of("space")),
            Map.entry("nn", List.of("space", "checkpoint")),
            Map.entry("objective", List.of("space", "nn")),
            Map.entry("train", SHARED),
            Map.entry("text", SHARED),
            Map.entry("vision", SHARED),
            Map.entry("code", SHARED),
            Map.entry("index", List.of("space")),
            Map.entry("hub", List.of("space")),
            Map.entry("ingest", both(SHARED, TOWERS)),
            Map.entry("data", both(SHARED, List.of("vision"))),
            Map.entry("mine", List.of("space", "checkpoint", "data", "ingest")),
            Map.entry("model", both(both(SHARED, TOWERS), List.of("data"))),
            Map.entry("library", List.of("space", "model", "ingest", "index", "text", "vision", "code")),
            Map.entry("ide", List.of("space", "ingest", "index", "library")),
            Map.entry("evaluate", both(both(SHARED, TOWERS), List.of("model", "index"))),
            Map.entry(
                    "cli",
                    both(
                            both(SHARED, TOWERS),
                            List.of("model", "ingest", "index", "library", "ide", "evaluate", "hub", "data", "mine"))));

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.triptych");

    @TestFactory
    Stream<DynamicTest> roomSeesOnlyWhatLiesBeforeIt() {
        return MAY_SEE.keySet().stream()
                .sorted()
                .map(room -> DynamicTest.dynamicTest(room, () -> {
                    List<String> hidden = new ArrayList<>(MAY_SEE.keySet());
                    hidden.remove(room);
                    hidden.removeAll(MAY_SEE.getOrDefault(room, List.of()));
                    hidden.add("samples");
                    noClasses()
                            .that()
                            .resideInAPackage("dev.triptych." + room + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(hidden.stream()
                                    .map(r -> "dev.triptych." + r + "..")
                                    .toArray(String[]::new))
                            .check(classes);
                }));
    }

    @Test
    void everyRoomIsListedAndOnTheClassPath() {
        List<String> rooms = classes.stream()
                .map(c -> c.getPackageName().split("\\.")[2])
                .distinct()
                .toList();
        assertThat(rooms).containsExactlyInAnyOrderElementsOf(MAY_SEE.keySet());
    }

    @Test
    void whatWeAreComparedWithIsNotOnTheClassPath() {
        for (String name : List.of(
                "ai.onnxruntime.OrtEnvironment", "dev.langchain4j.data.segment.TextSegment", "org.openjdk.jmh.Main")) {
            assertThatThrownBy(() -> Class.forName(name)).isInstanceOf(ClassNotFoundException.class);
        }
    }

    @Test
    void spaceKnowsNoEngineAndNoLibraryButTheProgressBar() {
        noClasses()
                .that()
                .resideInAPackage("dev.triptych.space..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("ai.djl..", "org.apache..", "com..", "nu..", "org.opencv.."))
                .check(classes);
    }

    @Test
    void nothingOpensASocketButTheHub() {
        // The worker that reads strangers' files names sockets in order to refuse them.
        noClasses()
                .that()
                .haveNameNotMatching("dev\\.triptych\\.(ingest\\.WorkerMain(\\$Refused)?|hub\\..*)")
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.net.http..", "javax.net..", "com.sun.net.."))
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.net\\.(Server|Datagram|Multicast)?Socket.*")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.net\\.(Http|JarURL|URL|HttpURL|Inet).*(Connection|Address)")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.nio\\.channels\\.(Asynchronous)?(Server)?(Socket|Datagram)Channel")
                .orShould()
                .callMethod(URL.class, "openStream")
                .orShould()
                .callMethod(URL.class, "openConnection")
                .check(classes);
    }

    /** A library that is only asked to embed or search can therefore never come to connect to anything. */
    @Test
    void nothingKnowsTheHubButTheCommandThatPulls() {
        noClasses()
                .that()
                .haveNameNotMatching("dev\\.triptych\\.(hub\\..*|cli\\.ModelPull)")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.triptych.hub..")
                .check(classes);
    }

    private static List<String> both(List<String> a, List<String> b) {
        return Stream.concat(a.stream(), b.stream()).toList();
    }
}
