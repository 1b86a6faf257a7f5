package dev.triptych.cli;

import ai.djl.engine.Engine;
import dev.triptych.nn.ComputeDevice;
import dev.triptych.nn.FasterPrecision;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Properties;
import java.util.function.Supplier;

/** The libraries that do the work: which versions, and whether their natives load. */
final class Libraries {
    private Libraries() {}

    static List<Check> checks() {
        return List.of(
                tried(
                        "pytorch",
                        () -> "PyTorch " + ComputeDevice.version() + ", DJL " + Engine.getDjlVersion(),
                        "delete " + System.getProperty("user.home")
                                + "/.djl.ai/pytorch and try again; then see libc and platform"),
                tried(
                        "opencv",
                        Libraries::opencv,
                        "OpenCV's natives do not load: free space in the temporary folder, see platform"),
                tried("lucene", () -> org.apache.lucene.util.Version.LATEST.toString(), "build again: mvn package"),
                tried("tika", () -> version("org.apache.tika", "tika-core"), "build again: mvn package"),
                tried(
                        "javaparser",
                        () -> version("com.github.javaparser", "javaparser-core"),
                        "build again: mvn package"));
    }

    /** Where models compute. */
    static Check device() {
        try {
            return GpuState.here().check();
        } catch (RuntimeException | LinkageError e) {
            return Check.broken("device", Failure.message(e), "mend pytorch first");
        }
    }

    /** What {@code --precision auto} would take. */
    static Check precision() {
        return tried(
                "precision",
                () -> FasterPrecision.get().id() + " is the faster one on this processor (embed --precision)",
                "mend pytorch first");
    }

    private static String opencv() {
        nu.pattern.OpenCV.loadLocally();
        return org.opencv.core.Core.VERSION;
    }

    /** A library that does not load is a finding, not a failure of the doctor. */
    private static Check tried(String name, Supplier<String> probe, String fix) {
        try {
            return Check.ok(name, probe.get());
        } catch (RuntimeException | LinkageError e) {
            return Check.broken(name, Failure.message(e), fix);
        }
    }

    private static String version(String group, String artifact) {
        String where = "/META-INF/maven/" + group + "/" + artifact + "/pom.properties";
        try (InputStream in = Libraries.class.getResourceAsStream(where)) {
            Properties properties = new Properties();
            if (in == null) {
                throw new IllegalStateException(artifact + " is not on the class path");
            }
            properties.load(in);
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
