package dev.playgate.edge.session;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.playgate.catalog.Catalog;
import dev.playgate.catalog.EntryKey;
import dev.playgate.edge.session.RunningSession.Filed;
import dev.playgate.policy.Gatekeeper;
import dev.playgate.policy.Grounds;
import dev.playgate.policy.OpenPlayouts;
import dev.playgate.policy.Refusal;
import dev.playgate.stream.OrganisationId;
import dev.playgate.token.Ticket;

/** What runs on this edge, to be ended when its right ends (security E4). Safe for use by many threads. */
public final class RunningSessions implements OpenPlayouts {

    private static final Logger LOG = LoggerFactory.getLogger(RunningSessions.class);

    private final Catalog catalog;
    private final Judge judge;
    private final InstantSource clock;
    private final SessionLog log;
    private final Set<RunningSession> running = ConcurrentHashMap.newKeySet();
    private final SessionIndex index = new SessionIndex();

    /** Why a session may not go on; empty: it may. */
    @FunctionalInterface
    interface Judge {

        Optional<Refusal> judge(Grounds grounds, Instant now);
    }

    public RunningSessions(Catalog catalog, Gatekeeper gatekeeper, InstantSource clock, SessionLog log) {
        this(catalog, gatekeeper::judgeRunning, clock, log);
    }

    RunningSessions(Catalog catalog, Judge judge, InstantSource clock, SessionLog log) {
        this.catalog = catalog;
        this.judge = judge;
        this.clock = clock;
        this.log = log;
    }

    /**
     * A session that was let through begins. What changed since the decision is judged now.
     *
     * @param grounds that all have to hold
     */
    public RunningSession begin(List<Grounds> grounds, Cut cut) {
        RunningSession session = new RunningSession(this, grounds, cut);
        running.add(session);
        judge(session);
        return session;
    }

    /** How many run. */
    public int count() {
        return running.size();
    }

    /** Of each the one in play, though it stands on others as well. */
    @Override
    public List<Grounds> of(OrganisationId organisation) {
        return index.at(EntryKey.organisation(organisation)).stream().map(session -> session.grounds().getFirst())
                .toList();
    }

    /** Judges those that a change of these entries of the catalog can have touched. */
    void judgeTouched(Set<EntryKey> changed) {
        Set<EntryKey> keys = new HashSet<>();
        for (EntryKey key : changed) {
            switch (key.kind()) {
                case STREAM, REVOCATION, ORGANISATION -> keys.add(key);
                case REVOCATION_RULE, GUARDIAN_RULE -> keys.add(EntryKey.organisation(key.owner()));
                case PLATFORM_KEYS -> {
                    judgeAll();
                    return;
                }
            }
        }
        keys.forEach(key -> index.at(key).forEach(this::judge));
    }

    void judgeAll() {
        running.forEach(this::judge);
    }

    /** Judges those whose time is up. */
    void judgeDue() {
        index.takeDue(clock.instant().getEpochSecond()).forEach(this::judge);
    }

    /** Where it is found is brought up to date first, so that a change meanwhile is not missed. */
    void judge(RunningSession session) {
        List<Grounds> grounds = session.file();
        try {
            judge(session, grounds);
        } catch (RuntimeException e) {
            LOG.error("a running session could not be judged or cut", e);
        }
    }

    private void judge(RunningSession session, List<Grounds> all) {
        Instant now = clock.instant();
        for (Grounds grounds : all) {
            Optional<Refusal> refusal = judge.judge(grounds, now);
            if (refusal.isPresent()) {
                if (session.cut(all, refusal.get())) {
                    log.cut(grounds, refusal.get());
                }
                return;
            }
        }
    }

    /** What can end a session that stands on these. */
    Filed placeOf(List<Grounds> all) {
        Set<EntryKey> keys = new HashSet<>();
        long end = Long.MAX_VALUE;
        for (Grounds grounds : all) {
            EntryKey stream = EntryKey.stream(grounds.request().target().stream());
            keys.add(stream);
            catalog.current().flatMap(snapshot -> snapshot.stream(grounds.request().target().stream()))
                    .ifPresent(known -> keys.add(EntryKey.organisation(known.organisation())));
            if (grounds.ticket().isPresent()) {
                Ticket ticket = grounds.ticket().get();
                keys.add(EntryKey.organisation(ticket.organisation()));
                keys.add(EntryKey.revocation(ticket.organisation(), ticket.jti()));
                end = Math.min(end, ticket.end().getEpochSecond());
            }
        }
        return new Filed(keys, end == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(end));
    }

    void refile(RunningSession session, Filed from, Filed to) {
        index.move(session, from, to);
    }

    void forget(RunningSession session) {
        running.remove(session);
    }

    /** Whether nothing is left of sessions that are over. */
    boolean isEmpty() {
        return running.isEmpty() && index.isEmpty();
    }
}
