package dev.playgate.edge.session;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.playgate.policy.SessionLimit;
import dev.playgate.policy.SessionLimit.Holder;
import dev.playgate.policy.SessionPlaces;

/** Counts the sessions of this edge alone. Safe for use by many threads. */
public final class LocalPlaces implements SessionPlaces {

    private static final Duration SWEEP = Duration.ofSeconds(30);

    /** Guarded by this, as what follows. */
    private final Map<Holder, Map<String, Taken>> places = new HashMap<>();
    private Instant swept = Instant.MIN;

    @Override
    public Optional<Place> take(List<SessionLimit> limits, String player, Instant lapses, Runnable displaced,
            Instant now) {
        Taken taken = new Taken(limits, player, lapses, displaced);
        Set<Taken> before = new HashSet<>();
        synchronized (this) {
            sweep(now);
            if (!limits.stream().allMatch(limit -> hasRoom(limit, player, now))) {
                return Optional.empty();
            }
            for (SessionLimit limit : limits) {
                Optional.ofNullable(places.computeIfAbsent(limit.holder(), _ -> new HashMap<>()).put(player, taken))
                        .ifPresent(before::add);
            }
        }
        before.forEach(earlier -> earlier.displaced.run());
        return Optional.of(taken);
    }

    /** Looks for lapsed places only where they would be missed. */
    private boolean hasRoom(SessionLimit limit, String player, Instant now) {
        Map<String, Taken> players = places.getOrDefault(limit.holder(), Map.of());
        return players.containsKey(player) || players.size() < limit.maximum()
                || players.values().stream().filter(taken -> now.isBefore(taken.lapses)).count() < limit.maximum();
    }

    private void sweep(Instant now) {
        if (!now.isBefore(swept)) {
            swept = now.plus(SWEEP);
            places.values().forEach(players -> players.values().removeIf(taken -> !now.isBefore(taken.lapses)));
            places.values().removeIf(Map::isEmpty);
        }
    }

    /** How many holders have places. */
    synchronized int holders() {
        return places.size();
    }

    private final class Taken implements Place {

        private final List<SessionLimit> limits;
        private final String player;
        private final Instant lapses;
        private final Runnable displaced;

        Taken(List<SessionLimit> limits, String player, Instant lapses, Runnable displaced) {
            this.limits = limits;
            this.player = player;
            this.lapses = lapses;
            this.displaced = displaced;
        }

        @Override
        public void free() {
            synchronized (LocalPlaces.this) {
                for (SessionLimit limit : limits) {
                    places.computeIfPresent(limit.holder(), (_, players) -> {
                        players.remove(player, this);
                        return players.isEmpty() ? null : players;
                    });
                }
            }
        }
    }
}
