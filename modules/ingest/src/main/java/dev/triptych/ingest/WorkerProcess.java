package dev.triptych.ingest;

import dev.triptych.space.TriptychException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A parser in a JVM of its own, started when first needed and kept warm. It may hang, exhaust its memory or end: then it is killed
 * and the next file gets a new one. For one thread.
 */
final class WorkerProcess implements AutoCloseable {
    /** A JVM and Tika's 80 parsers: 1 to 2 s here; a busy machine may take much longer. */
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    /** Exit status of a JVM under {@code -XX:+ExitOnOutOfMemoryError}. */
    private static final int OUT_OF_MEMORY = 3;

    private final int megabytes;
    private final Duration timeLimit;
    private final List<String> moreOptions;
    private @Nullable Running running;

    WorkerProcess(int megabytes, Duration timeLimit, List<String> moreOptions) {
        this.megabytes = megabytes;
        this.timeLimit = timeLimit;
        this.moreOptions = List.copyOf(moreOptions);
    }

    /** Parses one file, handing on every frame up to the last. */
    void extract(WorkerMain.Request request, FrameSink sink) throws WorkerDiedException, InterruptedException {
        Running worker = running;
        if (worker == null || !worker.process.isAlive()) {
            kill();
            worker = start();
            running = worker;
        }
        try {
            request.write(worker.requests);
            worker.requests.flush();
            long deadline = System.nanoTime() + timeLimit.toNanos();
            while (true) {
                Frame frame = worker.next(deadline, timeLimit);
                if (frame instanceof Frame.Done) {
                    return;
                }
                sink.accept(frame);
            }
        } catch (IOException e) {
            WorkerDiedException died = worker.died();
            kill();
            throw died;
        } catch (WorkerDiedException | InterruptedException e) {
            kill();
            throw e;
        }
    }

    private Running start() throws WorkerDiedException, InterruptedException {
        Running worker;
        try {
            Path temporary = Files.createTempDirectory("triptych-ingest-");
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of(
                    "-Xmx" + megabytes + "m",
                    // Parsers recurse into nested markup; a deeper stack than the usual 1 MB lets honest files through.
                    "-Xss8m",
                    "-XX:+UseSerialGC",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-Djava.awt.headless=true",
                    "-Dfile.encoding=UTF-8",
                    "-Djava.io.tmpdir=" + temporary,
                    // Names are looked up in this file, which is not there, so no name server is ever asked.
                    "-Djdk.net.hosts.file=" + temporary.resolve("no-hosts"),
                    "-Djavax.xml.accessExternalDTD=",
                    "-Djavax.xml.accessExternalSchema=",
                    "-Djavax.xml.accessExternalStylesheet="));
            command.addAll(moreOptions);
            command.add(WorkerMain.class.getName());
            ProcessBuilder builder = new ProcessBuilder(command);
            // By the environment: a class path can be longer than a command line may be.
            builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
            worker = new Running(builder.start(), temporary);
        } catch (IOException e) {
            throw new TriptychException("cannot start the document parser's process: " + e.getMessage(), e);
        }
        try {
            worker.next(System.nanoTime() + START_LIMIT.toNanos(), START_LIMIT);
        } catch (WorkerDiedException e) {
            worker.end();
            throw e;
        }
        return worker;
    }

    private void kill() {
        if (running != null) {
            running.end();
            running = null;
        }
    }

    @Override
    public void close() {
        kill();
    }

    /** One JVM, from its start to its end. */
    private static final class Running {
        private static final int TAIL = 2000;

        private final Process process;
        private final Path temporary;
        private final DataOutputStream requests;
        private final ArrayBlockingQueue<Object> frames = new ArrayBlockingQueue<>(64);
        private final StringBuilder errors = new StringBuilder();
        private final Thread reader;

        Running(Process process, Path temporary) {
            this.process = process;
            this.temporary = temporary;
            this.requests = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
            this.reader = daemon(this::readFrames, "ingest-frames");
            daemon(this::readErrors, "ingest-errors");
        }

        Frame next(long deadline, Duration limit) throws WorkerDiedException, InterruptedException {
            Object next = frames.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (next == null) {
                throw new WorkerDiedException(Reason.TIMEOUT, "stopped after " + limit.toSeconds() + " s");
            }
            if (next instanceof Frame frame) {
                return frame;
            }
            throw died();
        }

        WorkerDiedException died() {
            try {
                process.waitFor(5, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            int status = process.isAlive() ? -1 : process.exitValue();
            if (status == OUT_OF_MEMORY) {
                return new WorkerDiedException(Reason.MEMORY, "");
            }
            synchronized (errors) {
                String last = errors.toString().lines().reduce("", (a, b) -> b.isBlank() ? a : b);
                return new WorkerDiedException(
                        Reason.CRASHED, "exit status " + status + (last.isEmpty() ? "" : ", " + last));
            }
        }

        void end() {
            process.destroyForcibly();
            try {
                process.waitFor(5, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            // It may wait for room in the queue that nobody empties any more.
            reader.interrupt();
            try (Stream<Path> left = Files.walk(temporary)) {
                for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            } catch (IOException e) {
                // It lies in the system's temporary folder, which is cleaned by others.
            }
        }

        private void readFrames() {
            try (DataInputStream in = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16))) {
                while (true) {
                    frames.put(Frame.read(in));
                }
            } catch (IOException | RuntimeException e) {
                finish(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void finish(Exception e) {
            try {
                frames.put(e);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        private void readErrors() {
            byte[] buffer = new byte[4096];
            try (InputStream in = process.getErrorStream()) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    synchronized (errors) {
                        errors.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
                        errors.delete(0, Math.max(0, errors.length() - TAIL));
                    }
                }
            } catch (IOException e) {
                // the process is gone, and what it said last is kept
            }
        }

        private static Thread daemon(Runnable work, String name) {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            thread.start();
            return thread;
        }
    }
}
