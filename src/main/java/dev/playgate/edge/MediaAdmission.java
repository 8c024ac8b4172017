package dev.playgate.edge;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

import dev.playgate.edge.access.RequestTrace;
import dev.playgate.edge.session.Admissions;
import dev.playgate.policy.Decision;
import dev.playgate.policy.Gatekeeper;
import dev.playgate.policy.PlayoutRequest;
import dev.playgate.policy.Refusal;
import dev.playgate.policy.SessionPlaces.Place;
import dev.playgate.stream.PlayoutTarget;
import dev.playgate.viewer.IpAddress;

/** Lets requests for media in, whichever way they go on: takes the facts, decides, takes a place, and notes it. */
public final class MediaAdmission {

    private static final Optional<Place> KEPT = Optional.of(() -> {});

    private final Gatekeeper gatekeeper;
    private final LoopLoads loads;
    private final RequestFacts facts;
    private final Answers answers;
    private final EntryRedirect redirect;
    private final Admissions admissions;
    private final DecisionLog log;
    private final InstantSource clock;

    MediaAdmission(Gatekeeper gatekeeper, LoopLoads loads, RequestFacts facts, Answers answers, EntryRedirect redirect,
            Admissions admissions, DecisionLog log, InstantSource clock) {
        this.gatekeeper = gatekeeper;
        this.loads = loads;
        this.facts = facts;
        this.answers = answers;
        this.redirect = redirect;
        this.admissions = admissions;
        this.log = log;
        this.clock = clock;
    }

    /** What becomes of a request. */
    public sealed interface Outcome {

        /** The origin is asked; the place is freed when its answer has ended. */
        record Admitted(PlayoutRequest request, Decision.Admitted decision, Place place) implements Outcome {}

        /** The origin is not asked. */
        record Answered(Answer answer) implements Outcome {}
    }

    /**
     * Judges one request.
     *
     * @param target of a form whose medium is no socket
     * @param fields the values of all field lines of a name, in order; none: empty
     * @param peer the socket's
     * @param cut ends the answer, when the same player begins another; called by any thread
     */
    public Outcome enter(PlayoutTarget target, Function<String, List<String>> fields, Optional<IpAddress> peer,
            String requestId, Runnable cut, RequestTrace trace) {
        Outcome outcome = judge(facts.of(target, fields, peer, clock.instant()), requestId,
                (request, admitted) -> place(request, admitted, cut), trace);
        return switch (outcome) {
            case Outcome.Answered answered -> answered;
            case Outcome.Admitted admitted -> redirected(admitted);
        };
    }

    /**
     * Judges one request that another proxies, so that nothing is known of its answer's end: it keeps a place, as one of
     * many requests of its session.
     *
     * @param request for a medium that is no socket
     */
    public Outcome judge(PlayoutRequest request, String requestId, RequestTrace trace) {
        return judge(request, requestId, this::keptPlace, trace);
    }

    private Outcome judge(PlayoutRequest request, String requestId,
            BiFunction<PlayoutRequest, Decision.Admitted, Optional<Place>> places, RequestTrace trace) {
        Decision decision = gatekeeper.decide(request, loads.newViewers());
        Optional<Place> place = Optional.empty();
        if (decision instanceof Decision.Admitted admitted) {
            place = places.apply(request, admitted);
            if (place.isEmpty()) {
                decision = new Decision.Refused(Refusal.SESSION_LIMIT_REACHED, admitted.right());
            }
        }
        log.decided(decision, request, requestId);
        trace.decided(decision);
        return switch (decision) {
            case Decision.Admitted admitted -> new Outcome.Admitted(request, admitted, place.orElseThrow());
            case Decision.Refused(var reason, _) -> new Outcome.Answered(answers.of(reason, requestId));
            case Decision.Unavailable(var reason, var retryAfter, _) ->
                new Outcome.Answered(answers.of(reason, retryAfter, requestId));
        };
    }

    private Outcome redirected(Outcome.Admitted admitted) {
        Optional<Answer> elsewhere = redirect.of(admitted.request(), admitted.decision());
        if (elsewhere.isEmpty()) {
            return admitted;
        }
        admitted.place().free();
        return new Outcome.Answered(elsewhere.get());
    }

    /** Empty where as many play as may. */
    private Optional<Place> place(PlayoutRequest request, Decision.Admitted admitted, Runnable cut) {
        return switch (request.target().form().medium()) {
            case PROGRESSIVE -> admissions.enter(request, admitted, cut);
            case HLS, DASH, RECORDING -> keptPlace(request, admitted);
            case H5LIVE, WEBSOCKET -> throw new IllegalStateException("a socket is not admitted here");
        };
    }

    private Optional<Place> keptPlace(PlayoutRequest request, Decision.Admitted admitted) {
        return admissions.keep(request, admitted) ? KEPT : Optional.empty();
    }
}
