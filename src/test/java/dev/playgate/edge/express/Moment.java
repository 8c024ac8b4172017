package dev.playgate.edge.express;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Short waits, of which none decides what is compared. */
final class Moment {

    private static final int SHORT_MILLIS = 20;
    private static final int LONGEST_MILLIS = 4_000;

    private Moment() {
    }

    /** So long that two writes become two reads. */
    static void pass() throws IOException {
        await(new CountDownLatch(1), SHORT_MILLIS);
    }

    /** Until the latch is open, or no longer than that; says whether it is. */
    static boolean await(CountDownLatch latch, int millis) throws IOException {
        try {
            return latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Says whether it came to be so in time. */
    static boolean until(BooleanSupplier so) throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        for (int waited = 0; waited < LONGEST_MILLIS; waited++) {
            if (so.getAsBoolean()) {
                return true;
            }
            await(never, 1);
        }
        return so.getAsBoolean();
    }
}
