package dev.triptych.space;

import java.util.concurrent.CancellationException;

/** Where long work looks whether its thread was told to stop. */
public final class Interruption {
    private Interruption() {}

    /**
     * Goes on unless the thread is interrupted. It stays interrupted, so that whoever catches the exception can see it.
     *
     * @param done how many inputs were finished
     * @param all how many there are
     * @throws CancellationException if it is; what was working can be used again
     */
    public static void check(int done, int all) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("embedding was interrupted after " + done + " of " + all
                    + " inputs: none of its vectors are kept, and the encoder can be used again");
        }
    }
}
