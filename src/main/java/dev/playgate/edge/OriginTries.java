package dev.playgate.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import com.github.benmanes.caffeine.cache.Ticker;
import org.jspecify.annotations.Nullable;

import dev.playgate.edge.OriginChoice.Candidate;
import dev.playgate.edge.access.OriginTrace;
import dev.playgate.edge.access.RequestTrace;
import dev.playgate.policy.Reason;
import dev.playgate.stream.PlayoutTarget;

/**
 * The tries of one request, each at another origin. What is asked is only ever read, so that it can be asked again as long
 * as nothing was answered. All of them together have the time until the first byte; while another origin is left, one has
 * half of what is left of it. For one thread at a time.
 */
public final class OriginTries {

    /** Of a try whose answer nobody waited for, or that could not be read; what became of it is said of the request. */
    private static final String ABANDONED = "abandoned";

    /** What a request waits for. */
    enum Wait {
        /** As long as the origin takes, which says how much it has to do. */
        WORK,
        /** Until there is something new, however little the origin has to do; it says nothing of the origin. */
        NEWS,
        /** Of a socket, which is never one too many. */
        SOCKET
    }

    /** At one origin. */
    private record Try(Candidate at, boolean trying) {}

    private final List<Candidate> left;
    private final PlayoutTarget target;
    private final boolean newViewer;
    private final Wait wait;
    private final RequestTrace request;
    private final OriginProperties settings;
    private final Ticker ticker;
    private final BooleanSupplier lateItself;
    private final long end;
    private Try current;
    private OriginTrace trace = OriginTrace.NONE;
    private boolean open = true;
    private long begin;
    private long limit;

    private OriginTries(List<Candidate> left, Try first, PlayoutTarget target, boolean newViewer, Wait wait,
            RequestTrace request, OriginProperties settings, Ticker ticker, BooleanSupplier lateItself, long now) {
        this.left = left;
        this.current = first;
        this.target = target;
        this.newViewer = newViewer;
        this.wait = wait;
        this.request = request;
        this.settings = settings;
        this.ticker = ticker;
        this.lateItself = lateItself;
        this.end = now + settings.firstByteTimeout().toNanos();
        start(now);
    }

    /**
     * Begins the first; empty if too many wait everywhere.
     *
     * @param candidates the most wanted first
     * @param newViewer whether it begins a session
     * @param lateItself whether the thread that calls is late itself
     */
    static Optional<OriginTries> begin(List<Candidate> candidates, PlayoutTarget target, boolean newViewer, Wait wait,
            RequestTrace trace, OriginProperties settings, Ticker ticker, BooleanSupplier lateItself) {
        long now = ticker.read();
        boolean only = candidates.size() == 1;
        List<Candidate> left = only ? List.of() : new ArrayList<>(candidates);
        Try first = only
                ? at(candidates.getFirst(), newViewer, wait)
                : take(left, newViewer, wait, now);
        return first == null
                ? Optional.empty()
                : Optional.of(new OriginTries(left, first, target, newViewer, wait, trace, settings, ticker,
                        lateItself, now));
    }

    private static @Nullable Try take(List<Candidate> left, boolean newViewer, Wait wait, long now) {
        boolean good = false;
        for (Candidate candidate : left) {
            boolean trying = candidate.health().tryAgain(now);
            good |= candidate.health().isGood();
            if ((trying || candidate.health().isGood()) && enters(candidate, newViewer, wait)) {
                left.remove(candidate);
                return new Try(candidate, trying);
            }
            if (trying) {
                candidate.health().untried();
            }
        }
        // Where none of them answers, one that is asked all the same may.
        return good ? null : at(left.removeFirst(), newViewer, wait);
    }

    private static @Nullable Try at(Candidate candidate, boolean newViewer, Wait wait) {
        return enters(candidate, newViewer, wait) ? new Try(candidate, false) : null;
    }

    private static boolean enters(Candidate candidate, boolean newViewer, Wait wait) {
        return switch (wait) {
            case WORK -> candidate.load().tryEnter(newViewer);
            case NEWS -> candidate.load().tryEnterForNews();
            case SOCKET -> true;
        };
    }

    private void start(long now) {
        open = true;
        begin = now;
        trace = request.ask(target, current.at().address());
        long rest = end - now;
        if (current.trying()) {
            limit = Math.min(rest, settings.connectTimeout().toNanos());
        } else {
            limit = left.isEmpty() || wait == Wait.NEWS ? rest : rest / 2;
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

    /** The fields of the request that tell the origin of the trace; empty: there is none. */
    public Map<String, String> traceFields() {
        return trace.fields();
    }

    /**
     * The head of an answer is there.
     *
     * @param status of HTTP
     */
    public void answered(int status) {
        if (!open) {
            return;
        }
        trace.answered(status);
        // What this edge did not look at says nothing of how long the origin took.
        leave(ticker.read(), !lateItself.getAsBoolean());
        if (current.at().health().answered()) {
            OriginChoice.back(current.at());
        }
    }

    /**
     * The origin has not answered: it was not reached, closed the connection, or took too long.
     *
     * @return whether there is another one, which is tried now
     */
    public boolean failed(Reason reason) {
        if (!open) {
            return false;
        }
        trace.failed(reason.wireName());
        long now = ticker.read();
        boolean late = now - begin >= limit;
        leave(now, late);
        if (late && wait == Wait.NEWS) {
            untried();
        } else if (current.at().health().failed(current.trying(), now)) {
            OriginChoice.left(current.at());
        }
        if (left.isEmpty() || end - now <= 0) {
            return false;
        }
        Try next = take(left, newViewer, wait, now);
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
            trace.failed(ABANDONED);
            leave(begin, false);
            untried();
        }
    }

    private void untried() {
        if (current.trying()) {
            current.at().health().untried();
        }
    }

    private void leave(long now, boolean waitedForAll) {
        open = false;
        OriginLoad load = current.at().load();
        switch (wait) {
            case WORK -> {
                if (waitedForAll) {
                    load.answered(now - begin, now);
                } else {
                    load.left();
                }
            }
            case NEWS -> load.leftForNews();
            case SOCKET -> {
                // was not counted
            }
        }
    }
}
