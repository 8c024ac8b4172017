package dev.playgate.edge.session;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import dev.playgate.catalog.EntryKey;
import dev.playgate.edge.session.RunningSession.Filed;

/**
 * Sessions by what can end them: an entry of the catalog, or a second, so that a hundred thousand of them are one sorted
 * map and not as many tasks. Safe for use by many threads.
 */
final class SessionIndex {

    private final Map<EntryKey, Set<RunningSession>> byKey = new ConcurrentHashMap<>();
    /** Guarded by itself. */
    private final TreeMap<Long, Set<RunningSession>> byEnd = new TreeMap<>();

    /** Calls for one session do not overlap. */
    void move(RunningSession session, Filed from, Filed to) {
        for (EntryKey key : to.keys()) {
            if (!from.keys().contains(key)) {
                byKey.compute(key, (_, sessions) -> with(session, sessions == null
                        ? ConcurrentHashMap.newKeySet(1)
                        : sessions));
            }
        }
        for (EntryKey key : from.keys()) {
            if (!to.keys().contains(key)) {
                byKey.computeIfPresent(key, (_, sessions) -> {
                    sessions.remove(session);
                    return sessions.isEmpty() ? null : sessions;
                });
            }
        }
        if (!from.end().equals(to.end())) {
            synchronized (byEnd) {
                from.end().ifPresent(second -> byEnd.computeIfPresent(second, (_, sessions) -> {
                    sessions.remove(session);
                    return sessions.isEmpty() ? null : sessions;
                }));
                to.end().ifPresent(second -> byEnd.computeIfAbsent(second, _ -> new HashSet<>()).add(session));
            }
        }
    }

    private static Set<RunningSession> with(RunningSession session, Set<RunningSession> sessions) {
        sessions.add(session);
        return sessions;
    }

    /** Those that the entry can end; may change meanwhile. */
    Set<RunningSession> at(EntryKey key) {
        return byKey.getOrDefault(key, Set.of());
    }

    /** Takes out those that end at the second or before. */
    Set<RunningSession> takeDue(long second) {
        Set<RunningSession> due = new HashSet<>();
        synchronized (byEnd) {
            while (!byEnd.isEmpty() && byEnd.firstKey() <= second) {
                due.addAll(byEnd.pollFirstEntry().getValue());
            }
        }
        return due;
    }

    boolean isEmpty() {
        synchronized (byEnd) {
            return byKey.isEmpty() && byEnd.isEmpty();
        }
    }
}
