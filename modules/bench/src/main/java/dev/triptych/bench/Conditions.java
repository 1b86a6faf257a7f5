package dev.triptych.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Where and how was measured.
 *
 * @param load of the machine when it began (runnable threads, mean of a minute); negative where the system does not say
 */
record Conditions(String processor, int processors, String system, String java, int threads, int rounds, double load) {
    private static final Path CPUINFO = Path.of("/proc/cpuinfo");

    static Conditions now(int threads, int rounds) {
        return new Conditions(
                processorName(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                System.getProperty("java.version"),
                threads,
                rounds,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /** Whether others were at work, so that figures are too low and only their proportions hold. */
    boolean busy() {
        return load > 0.5;
    }

    private static String processorName() {
        if (Files.isReadable(CPUINFO)) {
            try (Stream<String> lines = Files.lines(CPUINFO)) {
                return lines.filter(line -> line.startsWith("model name"))
                        .findFirst()
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .orElse("unknown");
            } catch (IOException e) {
                return "unknown";
            }
        }
        return "unknown";
    }
}
