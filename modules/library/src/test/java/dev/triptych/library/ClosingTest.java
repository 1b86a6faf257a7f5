package dev.triptych.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triptych.space.Content;
import dev.triptych.space.Embeddings;
import dev.triptych.space.Encoder;
import dev.triptych.space.Fingerprint;
import dev.triptych.space.Interruption;
import dev.triptych.space.Progress;
import dev.triptych.space.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A library can be closed and interrupted at any time. */
@Timeout(120) // Only a hang takes as long.
class ClosingTest {
    private static final Text QUERY = Text.of("blue");

    private Path docs;
    private Path dir;

    @BeforeEach
    void folders(@TempDir Path temp) throws IOException {
        docs = Files.createDirectory(temp.resolve("docs"));
        dir = temp.resolve("my.index");
        Files.writeString(docs.resolve("sky.txt"), "The sky is blue today.");
    }

    /** A space that does something before it embeds. */
    private record Before(Encoder<Content> space, Runnable first) implements Encoder<Content> {
        @Override
        public Embeddings embed(List<? extends Content> inputs) {
            first.run();
            return space.embed(inputs);
        }

        @Override
        public int width() {
            return space.width();
        }

        @Override
        public Fingerprint fingerprint() {
            return space.fingerprint();
        }

        @Override
        public void close() {
            space.close();
        }
    }

    private Library filled() {
        Library library = Library.open(dir, new WordEncoder());
        library.add(docs, Progress.none());
        return library;
    }

    private void isClosed(Throwable error) {
        assertThat(error)
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("library " + dir + " is closed: open it again");
    }

    @Test
    void closingTwiceIsHarmless() {
        Library library = filled();
        library.close();
        library.close();
        try (Library again = Library.readOnly(dir, new WordEncoder())) {
            assertThat(again.search(QUERY, 3)).hasSize(1);
        }
    }

    @Test
    void useAfterCloseIsOneErrorThatNamesTheLibrary() {
        Library library = filled();
        library.close();
        for (ThrowingCallable use : List.<ThrowingCallable>of(
                () -> library.search(QUERY, 3),
                () -> library.add(docs, Progress.none()),
                library::stats,
                library::compact)) {
            assertThatThrownBy(use).satisfies(this::isClosed);
        }
    }

    @Test
    void closingEndsSearchesWithThatError() throws Exception {
        for (int round = 0; round < 10; round++) {
            Library library = filled();
            CountDownLatch searching = new CountDownLatch(3);
            List<CompletableFuture<Throwable>> ends = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                ends.add(started(() -> {
                    library.search(QUERY, 3);
                    searching.countDown();
                    while (true) {
                        library.search(QUERY, 3);
                    }
                }));
            }
            assertThat(searching.await(1, TimeUnit.MINUTES)).isTrue();
            library.close();
            for (CompletableFuture<Throwable> end : ends) {
                assertThat(end.get(1, TimeUnit.MINUTES)).satisfies(this::isClosed);
            }
        }
    }

    @Test
    void closingDoesNotWaitForAnAddAndWhatWasCommittedStays() throws Exception {
        filled().close();
        Files.writeString(docs.resolve("sea.txt"), "The sea is blue as well.");
        CountDownLatch embedding = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Library library = Library.open(dir, new Before(new WordEncoder(), () -> {
            embedding.countDown();
            awaitUninterrupted(closed);
        }));
        CompletableFuture<Throwable> end = started(() -> library.add(docs, Progress.none()));
        assertThat(embedding.await(1, TimeUnit.MINUTES)).isTrue();
        library.close();
        closed.countDown();
        assertThat(end.get(1, TimeUnit.MINUTES)).satisfies(this::isClosed);
        try (Library again = Library.open(dir, new WordEncoder())) {
            assertThat(again.search(QUERY, 3)).hasSize(1);
            assertThat(again.add(docs, Progress.none()).added()).isEqualTo(1);
        }
    }

    @Test
    void anInterruptedAddEndsAndTheLibraryGoesOn() {
        boolean[] once = {true};
        try (Library library = Library.open(dir, new Before(new WordEncoder(), () -> {
            if (once[0]) {
                once[0] = false;
                Thread.currentThread().interrupt();
            }
            // As every encoder of ours does between two batches.
            Interruption.check(0, 1);
        }))) {
            assertThatThrownBy(() -> library.add(docs, Progress.none()))
                    .isExactlyInstanceOf(CancellationException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(library.add(docs, Progress.none()).added()).isEqualTo(1);
            assertThat(library.search(QUERY, 3)).hasSize(1);
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static CompletableFuture<Throwable> started(Runnable work) {
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                work.run();
                end.complete(new AssertionError("it ended by itself"));
            } catch (Throwable e) {
                end.complete(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return end;
    }
}
