package dev.playgate.edge.h5live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.playgate.edge.ChannelAnswers;
import dev.playgate.edge.session.RunningSession;
import dev.playgate.policy.Decision;
import dev.playgate.policy.Grounds;
import dev.playgate.policy.PlayoutRequest;
import dev.playgate.policy.Refusal;
import dev.playgate.stream.CredentialText;
import dev.playgate.stream.PlayoutTarget;
import dev.playgate.stream.StreamName;

/**
 * What one viewer was let through for, from the admission to the end, over all switches. For the viewer's event loop alone.
 *
 * <p>A switch that was passed on is not one that was made: until the origin says so the session stands on the stream in play
 * as well as on the one that was asked for, so that nobody sheds a token by asking for what the origin will not do.
 */
final class Playing {

    private static final int MAXIMUM_PENDING = 4;
    private static final int AMBIGUOUS = ChannelAnswers.closeCode(Refusal.REQUEST_MALFORMED);

    /** What becomes of a switch. */
    sealed interface Verdict {

        /** The origin gets this message. */
        record Passed(String message) implements Verdict {}

        /** The player gets this one. */
        record Refused(String message) implements Verdict {}
    }

    private record Pending(SwitchId id, Grounds grounds) {}

    private final Admission admission;
    private final Executor loop;
    private final Seat seat;
    private final Deque<Pending> pending = new ArrayDeque<>();
    private Grounds inPlay;
    private @Nullable RunningSession session;
    private Consumer<Refusal> onCut = _ -> {};

    /** Nothing yet; what is told by {@link #onCut} is told on the event loop, never within a call. */
    Playing(Admission admission, Executor loop, PlayoutRequest first) {
        this.admission = admission;
        this.loop = loop;
        this.inPlay = new Grounds(first, Optional.empty());
        this.seat = new Seat(admission.places(), () -> cut(Refusal.SESSION_LIMIT_REACHED));
    }

    /** Whether one more may play; if so, this one has the place. */
    boolean takePlace(Decision.Admitted admitted) {
        return seat.take(inPlay.request(), admitted);
    }

    /** The session begins. */
    void begin(Decision.Admitted admitted) {
        inPlay = admission.grounds(admitted, inPlay.request());
        session = admission.sessions().begin(List.of(inPlay), this::cut);
    }

    private void cut(Refusal reason) {
        loop.execute(() -> onCut.accept(reason));
    }

    /** Who ends the socket from now on. */
    void onCut(Consumer<Refusal> ending) {
        onCut = ending;
    }

    /** It is over. */
    void end() {
        onCut = _ -> {};
        seat.free();
        if (session != null) {
            session.end();
        }
    }

    /** Whether the origin still owes an answer to a switch. */
    boolean isSwitching() {
        return !pending.isEmpty();
    }

    /** Judges a switch as a handshake for the same stream and token would be judged. */
    Verdict judge(SwitchMessage asked) {
        if (pending.size() == MAXIMUM_PENDING || !StreamName.isValid(asked.stream())) {
            return new Verdict.Refused(asked.refused(AMBIGUOUS));
        }
        PlayoutTarget from = inPlay.request().target();
        PlayoutRequest request = request(new PlayoutTarget(from.form(), new StreamName(asked.stream()), from.path(),
                from.query(), from.credentials()), credentials(asked));
        return switch (admission.decideSwitch(request,
                admitted -> asked.token().isEmpty() || changePlace(request, admitted))) {
            case Decision.Refused(var reason, _) ->
                new Verdict.Refused(asked.refused(ChannelAnswers.closeCode(reason)));
            case Decision.Unavailable(var reason, _, _) ->
                new Verdict.Refused(asked.refused(ChannelAnswers.closeCode(reason)));
            case Decision.Admitted admitted -> {
                pending.addLast(new Pending(asked.id(), admission.grounds(admitted, request)));
                asked.token().ifPresent(_ -> renew(request));
                stand();
                yield new Verdict.Passed(asked.toOrigin(from.form().source()));
            }
        };
    }

    /** The place under another token; where that has none, the one of before. */
    private boolean changePlace(PlayoutRequest request, Decision.Admitted admitted) {
        if (seat.take(request, admitted)) {
            return true;
        }
        PlayoutRequest before = request(inPlay.request().target(), inPlay.request().credentials());
        if (admission.gatekeeper().decide(before) instanceof Decision.Admitted still) {
            seat.take(before, still);
        }
        return false;
    }

    /** A new token that opens the stream in play too is the session's at once. */
    private void renew(PlayoutRequest switched) {
        PlayoutRequest same = request(inPlay.request().target(), switched.credentials());
        if (admission.gatekeeper().decide(same) instanceof Decision.Admitted admitted) {
            inPlay = admission.grounds(admitted, same);
        }
    }

    /** The token in the message, else the newest that was accepted. */
    private List<CredentialText> credentials(SwitchMessage asked) {
        return asked.token().map(token -> List.of(new CredentialText(token, CredentialText.Place.QUERY)))
                .orElseGet(() -> (pending.isEmpty() ? inPlay : pending.getLast().grounds()).request().credentials());
    }

    private PlayoutRequest request(PlayoutTarget target, List<CredentialText> credentials) {
        PlayoutRequest first = inPlay.request();
        return new PlayoutRequest(target, credentials, first.page(), first.address(), admission.clock().instant());
    }

    /** What the origin made of a switch. What it was not asked is no answer. */
    void answered(SwitchResult result) {
        Optional<Pending> answered = take(result.id());
        if (answered.isPresent()) {
            if (result.done()) {
                inPlay = answered.get().grounds();
            }
            stand();
        }
    }

    private Optional<Pending> take(SwitchId answer) {
        for (Iterator<Pending> all = pending.iterator(); all.hasNext();) {
            Pending next = all.next();
            if (answer.answers(next.id())) {
                all.remove();
                return Optional.of(next);
            }
        }
        return Optional.empty();
    }

    private void stand() {
        List<Grounds> grounds = new ArrayList<>();
        grounds.add(inPlay);
        pending.forEach(asked -> grounds.add(asked.grounds()));
        if (session != null) {
            session.standOn(grounds);
        }
    }
}
