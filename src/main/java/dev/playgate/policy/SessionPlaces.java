package dev.playgate.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Who plays at once, as far as that is limited. */
public interface SessionPlaces {

    /**
     * A place under all of the limits, or under none: empty. A player that has one keeps it, and whatever held it before
     * is displaced.
     *
     * @param player tells one of a holder's players from another
     * @param lapses when the place is free again unless it is taken anew; {@link Instant#MAX}: not before it is freed
     * @param displaced run once at most, by any thread, when another has taken the place over; must not block
     */
    Optional<Place> take(List<SessionLimit> limits, String player, Instant lapses, Runnable displaced, Instant now);

    /** One that is taken. */
    interface Place {

        /** Free again; does nothing when it was displaced. */
        void free();
    }
}
