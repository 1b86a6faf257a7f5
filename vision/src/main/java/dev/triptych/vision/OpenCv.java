package dev.triptych.vision;

import dev.triptych.space.TriptychException;

/** The native OpenCV library, unpacked and loaded when the first picture needs it. */
final class OpenCv {
    private OpenCv() {}

    /**
     * Loads the library the first time.
     *
     * @throws TriptychException if there is none for this machine
     */
    static void require() {
        String problem = Loaded.PROBLEM;
        if (!problem.isEmpty()) {
            throw new TriptychException(
                    "OpenCV's native library",
                    problem,
                    "one that loads on " + System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                    "use Linux x86-64 or ARM64, macOS, or Windows, with a writable java.io.tmpdir ("
                            + System.getProperty("java.io.tmpdir") + ")");
        }
    }

    /** Initialised once, by the first call; the outcome is kept, so that each later picture gets the same message. */
    private static final class Loaded {
        static final String PROBLEM = load();

        private static String load() {
            try {
                nu.pattern.OpenCV.loadLocally();
                return "";
            } catch (UnsatisfiedLinkError | RuntimeException | ExceptionInInitializerError e) {
                return String.valueOf(e.getMessage());
            }
        }
    }
}
