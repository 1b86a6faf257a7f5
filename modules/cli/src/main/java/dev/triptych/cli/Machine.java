package dev.triptych.cli;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What the machine offers: Java, platform, libc, processors, memory, disk. */
final class Machine {
    private static final long MEGABYTE = 1 << 20;
    /** The PyTorch natives were built on manylinux 2.28. */
    private static final int LEAST_GLIBC = 28;

    private static final Set<String> PLATFORMS = Set.of("linux-x86_64", "linux-aarch64", "osx-aarch64", "win-x86_64");

    private Machine() {}

    static List<Check> checks() {
        return List.of(java(), platform(), libc(), processors(), memory(), cache());
    }

    /** The classifier that the natives are published under, such as {@code linux-x86_64}. */
    static String classifier() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return (os.startsWith("win") ? "win" : os.startsWith("mac") ? "osx" : "linux")
                + "-"
                + switch (arch) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "arm64", "aarch64" -> "aarch64";
                    default -> arch;
                };
    }

    private static Check java() {
        String found = System.getProperty("java.version") + ", " + System.getProperty("java.vendor") + ", "
                + System.getProperty("java.home");
        return Runtime.version().feature() >= 17
                ? Check.ok("java", found)
                : Check.broken("java", found, "install JDK 17 or newer and set JAVA_HOME to it");
    }

    private static Check platform() {
        String classifier = classifier();
        return PLATFORMS.contains(classifier)
                ? Check.ok("platform", classifier)
                : Check.broken(
                        "platform",
                        classifier,
                        "PyTorch is published for " + String.join(", ", PLATFORMS) + "; use one of these machines");
    }

    private static Check libc() {
        if (!classifier().startsWith("linux")) {
            return Check.ok("libc", "of the system");
        }
        String first = firstLine("ldd", "--version");
        if (first.toLowerCase(Locale.ROOT).contains("musl")) {
            return Check.broken("libc", first, "PyTorch needs glibc: use Debian, Ubuntu or Fedora instead of Alpine");
        }
        String version = first.substring(first.lastIndexOf(' ') + 1);
        String[] parts = version.split("\\.");
        if (parts.length < 2 || !parts[1].matches("\\d+")) {
            return Check.weak("libc", "unknown", "the natives need glibc 2." + LEAST_GLIBC + " or newer");
        }
        return Integer.parseInt(parts[1]) >= LEAST_GLIBC
                ? Check.ok("libc", "glibc " + version)
                : Check.broken(
                        "libc",
                        "glibc " + version,
                        "the natives need glibc 2." + LEAST_GLIBC
                                + "; use a newer system (Debian 10, Ubuntu 20.04, RHEL 8)");
    }

    private static Check processors() {
        return Check.ok("threads", Runtime.getRuntime().availableProcessors() + " processors");
    }

    private static Check memory() {
        long heap = Runtime.getRuntime().maxMemory() / MEGABYTE;
        String found = "heap up to " + heap + " MB";
        return heap >= 256
                ? Check.ok("memory", found)
                : Check.weak("memory", found, "give more: TRIPTYCH_JAVA_OPTS=-Xmx1g");
    }

    /** DJL unpacks about 430 MB of natives here once. */
    private static Check cache() {
        String told = System.getenv("DJL_CACHE_DIR");
        Path cache = told == null ? Path.of(System.getProperty("user.home"), ".djl.ai") : Path.of(told);
        Path there = cache.toAbsolutePath();
        while (there.getParent() != null && !Files.exists(there)) {
            there = there.getParent();
        }
        try {
            FileStore disk = Files.getFileStore(there);
            long free = disk.getUsableSpace() / MEGABYTE;
            String found = cache + ", " + free + " MB free";
            if (!Files.isWritable(there)) {
                return Check.broken(
                        "cache", found + ", not writable", "set DJL_CACHE_DIR to a folder that you may write");
            }
            boolean filled = Files.isDirectory(cache.resolve("pytorch"));
            return filled || free > 600
                    ? Check.ok("cache", found)
                    : Check.broken("cache", found, "free 600 MB, or set DJL_CACHE_DIR to another disk");
        } catch (IOException e) {
            return Check.broken(
                    "cache", cache + ": " + e.getMessage(), "set DJL_CACHE_DIR to a folder that you may write");
        }
    }

    private static String firstLine(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .start();
            try (BufferedReader reader =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                String line = reader.readLine();
                process.waitFor(2, TimeUnit.SECONDS);
                return line == null ? "" : line;
            }
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
