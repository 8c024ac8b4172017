package dev.playgate.edge.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import dev.playgate.catalog.Catalog;
import dev.playgate.policy.Decision;
import dev.playgate.policy.PlayoutRequest;
import dev.playgate.policy.SessionLimit;
import dev.playgate.policy.SessionPlaces;
import dev.playgate.policy.SessionPlaces.Place;
import dev.playgate.viewer.IpAddress;

/**
 * Asks for a place where sessions are limited, after the decision and before the origin. One player of endless bodies
 * and sockets is one address and one query parameter {@code pid}, which players keep (player contract); without it, each is
 * a player of its own. Whoever fetches piece by piece is told by the address alone: the pieces carry nothing else.
 */
public final class Admissions {

    /** How long a place outlives the last of the requests that keep it. */
    static final Duration KEPT = Duration.ofSeconds(30);

    private static final Place UNCOUNTED = () -> {};
    private static final String PLAYER = "pid=";

    private final Catalog catalog;
    private final SessionPlaces places;
    private final AtomicLong nameless = new AtomicLong();

    public Admissions(Catalog catalog, SessionPlaces places) {
        this.catalog = catalog;
        this.places = places;
    }

    /**
     * For an endless body or a socket, which holds its place until that is freed. Whoever moves to another right frees the
     * place before it takes the next.
     *
     * @param displaced run once at most, by any thread, when the same player begins another; must not block
     * @return empty: refused with {@link dev.playgate.policy.Refusal#SESSION_LIMIT_REACHED}
     */
    public Optional<Place> enter(PlayoutRequest request, Decision.Admitted admitted, Runnable displaced) {
        return take(request, admitted, () -> pid(request).map(pid -> "running " + address(request) + " " + pid)
                .orElseGet(() -> "nameless " + nameless.incrementAndGet()), Instant.MAX, displaced);
    }

    /**
     * For one of many requests that make a session together, and keep its place.
     *
     * @return whether it has one; else refused with {@link dev.playgate.policy.Refusal#SESSION_LIMIT_REACHED}
     */
    public boolean keep(PlayoutRequest request, Decision.Admitted admitted) {
        return take(request, admitted, () -> "fetching " + address(request), request.now().plus(KEPT), () -> {})
                .isPresent();
    }

    private Optional<Place> take(PlayoutRequest request, Decision.Admitted admitted, Supplier<String> player,
            Instant lapses,
            Runnable displaced) {
        List<SessionLimit> limits = admitted.right()
                .flatMap(right -> catalog.current().map(snapshot -> SessionLimit.of(right, snapshot)))
                .orElse(List.of());
        return limits.isEmpty()
                ? Optional.of(UNCOUNTED)
                : places.take(limits, player.get(), lapses, displaced, request.now());
    }

    private static String address(PlayoutRequest request) {
        return request.address().map(IpAddress::toString).orElse("");
    }

    private static Optional<String> pid(PlayoutRequest request) {
        for (String parameter : request.target().query().split("&", -1)) {
            if (parameter.startsWith(PLAYER) && parameter.length() > PLAYER.length()) {
                return Optional.of(parameter);
            }
        }
        return Optional.empty();
    }
}
