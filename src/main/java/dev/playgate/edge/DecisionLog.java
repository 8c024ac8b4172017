package dev.playgate.edge;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import dev.playgate.policy.Decision;
import dev.playgate.policy.Grounds;
import dev.playgate.policy.Outage;
import dev.playgate.policy.PastDecision;
import dev.playgate.policy.PlayoutRequest;
import dev.playgate.policy.Reason;
import dev.playgate.policy.Refusal;
import dev.playgate.policy.Right;
import dev.playgate.token.PlaybackClaims;
import dev.playgate.token.Ticket;
import dev.playgate.viewer.IpAddress;

/**
 * What operators see of decisions: one line for each that is or would be a refusal, opens a
 * session or cuts one, a counter for all. No token, no ticket, no word of a request that was not understood (security G1); labels are bounded (security G4).
 */
final class DecisionLog {

    private static final String METER = "playgate.decisions";
    private static final String ENDED = "playgate.sessions.ended";

    private final DecisionLines lines;
    private final Counter sessions;
    private final Counter continued;
    private final Counter open;
    private final Map<Refusal, Counter> refusals;
    private final Map<Outage, Counter> outages;
    private final Map<Refusal, Counter> shadowedRefusals;
    private final Map<Outage, Counter> shadowedOutages;
    private final Map<Refusal, Counter> ended;
    private final RecentDecisions recent;
    private final OpenedSessions opened;

    /**
     * Counts from nought.
     *
     * @param recent is told of what is not served
     */
    DecisionLog(DecisionLines lines, MeterRegistry meters, RecentDecisions recent, OpenedSessions opened) {
        this.lines = lines;
        this.recent = recent;
        this.opened = opened;
        sessions = counter(meters, "admitted", "session_opened");
        continued = counter(meters, "admitted", "session_continued");
        open = counter(meters, "admitted", "open");
        refusals = counters(Refusal.class, refusal -> counter(meters, "refused", refusal.wireName()));
        outages = counters(Outage.class, outage -> counter(meters, "unavailable", outage.wireName()));
        shadowedRefusals = counters(Refusal.class, refusal -> counter(meters, "shadowed", refusal.wireName()));
        ended = counters(Refusal.class, refusal -> Counter.builder(ENDED).description("Running sessions that were cut")
                .tag("reason", refusal.wireName()).register(meters));
        shadowedOutages = counters(Outage.class, outage -> counter(meters, "shadowed", outage.wireName()));
    }

    private static Counter counter(MeterRegistry meters, String outcome, String reason) {
        return Counter.builder(METER).description("Decisions on playout requests")
                .tag("outcome", outcome).tag("reason", reason).register(meters);
    }

    private static <E extends Enum<E>> Map<E, Counter> counters(Class<E> type, Function<E, Counter> counter) {
        Map<E, Counter> counters = new EnumMap<>(type);
        for (E constant : type.getEnumConstants()) {
            counters.put(constant, counter.apply(constant));
        }
        return counters;
    }

    void decided(Decision decision, PlayoutRequest request, String requestId) {
        switch (decision) {
            case Decision.Admitted admitted -> admitted(admitted, request, requestId);
            case Decision.Refused(var reason, var right) -> {
                count(refusals, reason);
                recent.note(requestId, PastDecision.of(request, reason, right));
                notServed("refused", reason, right, request, requestId);
            }
            case Decision.Unavailable(var reason, _, var right) -> {
                count(outages, reason);
                recent.note(requestId, PastDecision.of(request, reason, right));
                notServed("unavailable", reason, right, request, requestId);
            }
        }
    }

    private void admitted(Decision.Admitted admitted, PlayoutRequest request, String requestId) {
        if (admitted.shadowed().isPresent()) {
            shadowed(admitted.shadowed().get(), request, requestId);
        } else if (admitted.opensSession() && opened.opens(admitted.right().orElseThrow(), request)) {
            sessions.increment();
            lines.add(() -> line("admitted", "session_opened", admitted.right(), request, requestId));
        } else if (admitted.right().isPresent()) {
            continued.increment();
        } else {
            open.increment();
        }
    }

    private void shadowed(Decision.Shadowed shadowed, PlayoutRequest request, String requestId) {
        switch (shadowed.reason()) {
            case Refusal refusal -> count(shadowedRefusals, refusal);
            case Outage outage -> count(shadowedOutages, outage);
        }
        String would = shadowed.reason().wireName();
        lines.addNotServed("admitted", "shadow",
                () -> about(line("admitted", "shadow").add("would", would), shadowed.right(), request, requestId));
    }

    /** A request that was refused before it was known what it asks for. */
    void refusedUnread(Refusal reason, Optional<IpAddress> address, String requestId) {
        count(refusals, reason);
        lines.addNotServed("refused", reason.wireName(), () -> line("refused", reason.wireName())
                .add("address", address).add("request", requestId));
    }

    /** A running session was cut. */
    void ended(Grounds fallen, Refusal reason) {
        count(ended, reason);
        lines.add(() -> line("ended", reason.wireName())
                .add("stream", fallen.request().target().stream().value())
                .add("organisation", fallen.ticket().map(Ticket::organisation))
                .add("jti", fallen.ticket().map(Ticket::jti))
                .add("address", fallen.request().address()));
    }

    /** @param admitted the request that the origin failed; empty for one that was none for a playout */
    void failed(Outage reason, Optional<PlayoutRequest> admitted, String requestId) {
        count(outages, reason);
        admitted.ifPresent(
                request -> recent.note(requestId, PastDecision.of(request, reason, Optional.empty())));
        lines.addNotServed("unavailable", reason.wireName(),
                () -> line("unavailable", reason.wireName()).add("request", requestId));
    }

    private static <E extends Enum<E>> void count(Map<E, Counter> counters, E reason) {
        Counter counter = counters.get(reason);
        if (counter != null) {
            counter.increment();
        }
    }

    private void notServed(String decision, Reason reason, Optional<Right> right, PlayoutRequest request,
            String requestId) {
        String word = reason.wireName();
        lines.addNotServed(decision, word, () -> line(decision, word, right, request, requestId));
    }

    private static LogLine line(String decision, String reason) {
        return new LogLine().add("decision", decision).add("reason", reason);
    }

    private static LogLine line(String decision, String reason, Optional<Right> right, PlayoutRequest request,
            String requestId) {
        return about(line(decision, reason), right, request, requestId);
    }

    private static LogLine about(LogLine line, Optional<Right> right, PlayoutRequest request, String requestId) {
        Optional<PlaybackClaims> claims = right.flatMap(DecisionLog::claims);
        return line.add("stream", request.target().stream().value())
                .add("organisation", right.map(Right::organisation))
                .add("jti", right.map(Right::jti))
                .add("user", claims.flatMap(PlaybackClaims::user))
                .add("tag", claims.flatMap(PlaybackClaims::tag))
                .add("address", request.address())
                .add("request", requestId);
    }

    private static Optional<PlaybackClaims> claims(Right right) {
        return switch (right) {
            case Right.OfToken(var token) -> Optional.of(token.claims());
            case Right.OfTicket _ -> Optional.empty();
        };
    }
}
