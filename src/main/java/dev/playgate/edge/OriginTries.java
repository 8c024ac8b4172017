package dev.playgate.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Ticker;
import org.jspecify.annotations.Nullable;

import dev.playgate.edge.OriginChoice.Candidate;

/**
 * The tries of one request, each at another origin. What is asked is only ever read, so that it can be asked again as long
 * as nothing was answered. All of them together have the time until the first byte; while another origin is left, one has
 * half of what is left of it. For one thread at a time.
 */
public final class OriginTries {

    /** At one origin. */
    private record Try(Candidate at, boolean trying) {}

    private final List<Candidate> left;
    private final boolean newViewer;
    private final boolean uncounted;
    private final OriginProperties settings;
    private final Ticker ticker;
    private final long end;
    private Try current;
    private boolean open = true;
    private long begin;
    private long limit;

    private OriginTries(List<Candidate> left, Try first, boolean newViewer, boolean uncounted,
            OriginProperties settings, Ticker ticker, long now) {
        this.left = left;
        this.current = first;
        this.newViewer = newViewer;
        this.uncounted = uncounted;
        this.settings = settings;
        this.ticker = ticker;
        this.end = now + settings.firstByteTimeout().toNanos();
        start(now);
    }

    /**
     * Begins the first; empty if too many wait everywhere.
     *
     * @param candidates the most wanted first
     * @param uncounted whether how long it waits says nothing of the origin
     */
    static Optional<OriginTries> begin(List<Candidate> candidates, boolean newViewer, boolean uncounted,
            OriginProperties settings, Ticker ticker) {
        long now = ticker.read();
        boolean only = candidates.size() == 1;
        List<Candidate> left = only ? List.of() : new ArrayList<>(candidates);
        Try first = only
                ? at(candidates.getFirst(), newViewer, uncounted)
                : take(left, newViewer, uncounted, now);
        return first == null
                ? Optional.empty()
                : Optional.of(new OriginTries(left, first, newViewer, uncounted, settings, ticker, now));
    }

    private static @Nullable Try take(List<Candidate> left, boolean newViewer, boolean uncounted, long now) {
        boolean good = false;
        for (Candidate candidate : left) {
            boolean trying = candidate.health().tryAgain(now);
            good |= candidate.health().isGood();
            if ((trying || candidate.health().isGood()) && enters(candidate, newViewer, uncounted)) {
                left.remove(candidate);
                return new Try(candidate, trying);
            }
            if (trying) {
                candidate.health().untried();
            }
        }
        // Where none of them answers, one that is asked all the same may.
        return good ? null : at(left.removeFirst(), newViewer, uncounted);
    }

    private static @Nullable Try at(Candidate candidate, boolean newViewer, boolean uncounted) {
        return enters(candidate, newViewer, uncounted) ? new Try(candidate, false) : null;
    }

    private static boolean enters(Candidate candidate, boolean newViewer, boolean uncounted) {
        return uncounted || candidate.load().tryEnter(newViewer);
    }

    private void start(long now) {
        open = true;
        begin = now;
        long rest = end - now;
        if (current.trying()) {
            limit = Math.min(rest, settings.connectTimeout().toNanos());
        } else {
            limit = left.isEmpty() ? rest : rest / 2;
        }
    }

    /** The origin that is asked. */
    public OriginAddress origin() {
        return current.at().address();
    }

    /** For the head of the answer, from the beginning of this try; in nanoseconds. */
    public long limitNanos() {
        return limit;
    }

    /** The head of an answer is there. */
    public void answered() {
        if (!open) {
            return;
        }
        leave(ticker.read(), true);
        if (current.at().health().answered()) {
            OriginChoice.back(current.at());
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
        leave(now, now - begin >= limit);
        if (current.at().health().failed(current.trying(), now)) {
            OriginChoice.left(current.at());
        }
        if (left.isEmpty() || end - now <= 0) {
            return false;
        }
        Try next = take(left, newViewer, uncounted, now);
        if (next == null) {
            return false;
        }
        current = next;
        start(now);
        return true;
    }

    /** Nobody waits for the answer any more. */
    public void abandon() {
        if (open) {
            leave(begin, false);
            if (current.trying()) {
                current.at().health().untried();
            }
        }
    }

    private void leave(long now, boolean waitedForAll) {
        open = false;
        if (uncounted) {
            return;
        }
        if (waitedForAll) {
            current.at().load().answered(now - begin, now);
        } else {
            current.at().load().left();
        }
    }
}
