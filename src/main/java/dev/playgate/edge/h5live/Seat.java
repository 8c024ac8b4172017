package dev.playgate.edge.h5live;

import java.util.Optional;

import dev.playgate.edge.session.Admissions;
import dev.playgate.policy.Decision;
import dev.playgate.policy.PlayoutRequest;
import dev.playgate.policy.SessionPlaces.Place;

/** The place of one socket where the sessions of a token or of a user are limited. For the viewer's event loop alone. */
final class Seat {

    private final Admissions admissions;
    private final Runnable displaced;
    private Optional<Place> place = Optional.empty();

    /** @param displaced run when the same player begins another socket, by any thread */
    Seat(Admissions admissions, Runnable displaced) {
        this.admissions = admissions;
        this.displaced = displaced;
    }

    /** Changes to the place of another right; without one there, it has none any more. */
    boolean take(PlayoutRequest request, Decision.Admitted admitted) {
        free();
        place = admissions.enter(request, admitted, displaced);
        return place.isPresent();
    }

    void free() {
        place.ifPresent(Place::free);
        place = Optional.empty();
    }
}
