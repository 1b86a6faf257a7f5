package dev.triptych.hub;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The body of an answer, read as it comes; a server that falls silent ends it. The JDK's own stream would wait for ever. */
final class TimedBody extends InputStream implements Flow.Subscriber<List<ByteBuffer>> {
    /** What the other side said. */
    private sealed interface Event {}

    private record Bytes(List<ByteBuffer> buffers) implements Event {}

    private record End(@Nullable Throwable failure) implements Event {}

    private final Duration silence;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Deque<ByteBuffer> ready = new ArrayDeque<>();
    private final AtomicReference<Flow.@Nullable Subscription> subscription = new AtomicReference<>();
    private boolean ended;

    TimedBody(Duration silence) {
        this.silence = silence;
    }

    @Override
    public void onSubscribe(Flow.Subscription s) {
        subscription.set(s);
        s.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> item) {
        events.add(new Bytes(item));
    }

    @Override
    public void onError(Throwable failure) {
        events.add(new End(failure));
    }

    @Override
    public void onComplete() {
        events.add(new End(null));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        while (true) {
            ByteBuffer head = ready.peek();
            if (head == null) {
                if (ended) {
                    return -1;
                }
                await();
            } else if (!head.hasRemaining()) {
                ready.remove();
            } else {
                int n = Math.min(length, head.remaining());
                head.get(into, offset, n);
                return n;
            }
        }
    }

    private void await() throws IOException {
        Event event;
        try {
            event = events.poll(silence.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (event == null) {
            close();
            throw new HttpTimeoutException("nothing came for " + silence.toSeconds() + " s");
        }
        if (event instanceof Bytes bytes) {
            ready.addAll(bytes.buffers());
            Flow.Subscription s = subscription.get();
            if (s != null) {
                s.request(1);
            }
        } else if (event instanceof End end) {
            ended = true;
            if (end.failure() != null) {
                throw new IOException("the connection broke: " + end.failure().getMessage(), end.failure());
            }
        }
    }

    @Override
    public void close() {
        ended = true;
        Flow.Subscription s = subscription.getAndSet(null);
        if (s != null) {
            s.cancel();
        }
    }
}
