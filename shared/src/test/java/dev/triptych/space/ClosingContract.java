package dev.triptych.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for everything that embeds and can be closed; each room inherits it for its own. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(300) // Only a hang takes as long.
public abstract class ClosingContract {
    private static final int ROUNDS = 10;
    private static final int THREADS = 3;

    /** Something open. */
    public interface Open {
        /** Vectors of so many inputs, in one call. */
        float[][] embed(int inputs);

        void close();
    }

    /**
     * Something that can be opened.
     *
     * @param where what its errors call it
     * @param many inputs that take some seconds
     */
    public record Kind(String where, int many, Supplier<Open> opener) {
        Open open() {
            return opener.get();
        }
    }

    /** All that the room has. */
    protected abstract List<Kind> kinds();

    @ParameterizedTest
    @MethodSource("kinds")
    void closingTwiceIsHarmless(Kind kind) {
        Open open = kind.open();
        assertThat(open.embed(2).length).isEqualTo(2);
        open.close();
        open.close();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void useAfterCloseIsOneErrorThatNamesWhatIsClosed(Kind kind) {
        Open open = kind.open();
        open.close();
        for (int inputs : new int[] {0, 1, 3}) {
            assertThatThrownBy(() -> open.embed(inputs)).satisfies(e -> isClosed(e, kind));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void closingWhileOthersEmbedEndsTheirCallsWithThatError(Kind kind) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Open open = kind.open();
            CountDownLatch working = new CountDownLatch(THREADS);
            List<CompletableFuture<Throwable>> ends = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                ends.add(started(() -> {
                    open.embed(1);
                    working.countDown();
                    while (true) {
                        open.embed(2);
                    }
                }));
            }
            assertThat(working.await(1, TimeUnit.MINUTES)).isTrue();
            open.close();
            for (CompletableFuture<Throwable> end : ends) {
                assertThat(end.get(1, TimeUnit.MINUTES)).satisfies(e -> isClosed(e, kind));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void anInterruptedThreadStopsEmbeddingAndTheEncoderGoesOn(Kind kind) throws Exception {
        Open open = kind.open();
        float[][] before = open.embed(3);
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        CompletableFuture<Boolean> stillSet = new CompletableFuture<>();
        CompletableFuture<Throwable> end = started(() -> {
            thread.complete(Thread.currentThread());
            try {
                open.embed(kind.many());
            } finally {
                stillSet.complete(Thread.currentThread().isInterrupted());
            }
        });
        thread.get(1, TimeUnit.MINUTES).interrupt();
        assertThat(end.get(1, TimeUnit.MINUTES))
                .isExactlyInstanceOf(CancellationException.class)
                .hasMessageContaining("embedding was interrupted after");
        assertThat(stillSet.get()).isTrue();
        assertThat(open.embed(3)).isDeepEqualTo(before);
        open.close();
    }

    private static void isClosed(Throwable error, Kind kind) {
        assertThat(error)
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll(kind.where(), "is closed", "open it again");
    }

    /** How a thread of its own ended the work. */
    private static CompletableFuture<Throwable> started(Runnable work) {
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                work.run();
                end.complete(new ExecutionException("it ended by itself", null));
            } catch (Throwable e) {
                end.complete(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return end;
    }
}
