package dev.playgate.edge;

import java.util.ArrayList;
import java.util.List;

import com.github.benmanes.caffeine.cache.Ticker;

import dev.playgate.edge.OriginChoice.Candidate;

/**
 * The tries of one request, each at another origin. What is asked is only ever read, so that it can be asked again as long
 * as nothing was answered. All of them together have the time until the first byte; while another origin is left, one has
 * half of what is left of it. For one thread at a time.
 */
public final class OriginTries {

    private final List<Candidate> left;
    private final OriginProperties settings;
    private final Ticker ticker;
    private final long end;
    private Candidate current;
    private boolean trying;
    private boolean open;
    private long limit;

    /** @param candidates the most wanted first; not empty */
    OriginTries(List<Candidate> candidates, OriginProperties settings, Ticker ticker) {
        this.settings = settings;
        this.ticker = ticker;
        this.left = candidates.size() == 1 ? List.of() : new ArrayList<>(candidates);
        long now = ticker.read();
        this.end = now + settings.firstByteTimeout().toNanos();
        this.current = left.isEmpty() ? candidates.getFirst() : take(now);
        begin(now);
    }

    private Candidate take(long now) {
        for (Candidate candidate : left) {
            trying = candidate.health().tryAgain(now);
            if (trying || candidate.health().isGood()) {
                left.remove(candidate);
                return candidate;
            }
        }
        // None of them answers; one that is asked all the same may.
        return left.removeFirst();
    }

    private void begin(long now) {
        open = true;
        long rest = end - now;
        if (trying) {
            limit = Math.min(rest, settings.connectTimeout().toNanos());
        } else {
            limit = left.isEmpty() ? rest : rest / 2;
        }
    }

    /** The origin that is asked. */
    public OriginAddress origin() {
        return current.address();
    }

    /** For the head of the answer, from the beginning of this try; in nanoseconds. */
    public long limitNanos() {
        return limit;
    }

    /** The head of an answer is there. */
    public void answered() {
        open = false;
        if (current.health().answered()) {
            OriginChoice.back(current);
        }
    }

    /**
     * The origin has not answered: it was not reached, closed the connection, or took too long.
     *
     * @return whether there is another one, which is tried now
     */
    public boolean failed() {
        if (!open) {
            return false;
        }
        long now = ticker.read();
        open = false;
        if (current.health().failed(trying, now)) {
            OriginChoice.left(current);
        }
        trying = false;
        if (left.isEmpty() || end - now <= 0) {
            return false;
        }
        current = take(now);
        begin(now);
        return true;
    }

    /** Nobody waits for the answer any more. */
    public void abandon() {
        if (open && trying) {
            current.health().untried();
        }
        open = false;
    }
}
