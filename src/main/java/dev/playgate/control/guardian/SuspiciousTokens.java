package dev.playgate.control.guardian;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.playgate.policy.KnownSessions;
import dev.playgate.stream.OrganisationId;

/** Finds tokens that are used as no single viewer uses one, among those that play in this process. */
public final class SuspiciousTokens {

    private static final Comparator<Found> WORST_FIRST = Comparator
            .comparingInt((Found found) -> found.suspicions().size())
            .thenComparingLong(found -> found.use().addresses()).thenComparingLong(found -> found.use().sessions())
            .reversed().thenComparing(found -> found.use().jti());

    private final KnownSessions sessions;
    private final SuspicionProperties limits;

    public SuspiciousTokens(KnownSessions sessions, SuspicionProperties limits) {
        this.sessions = sessions;
        this.limits = limits;
    }

    /**
     * A token that is looked at twice.
     *
     * @param suspicions not empty
     */
    public record Found(TokenUse use, Set<Suspicion> suspicions) {

        public Found {
            suspicions = Set.copyOf(suspicions);
        }
    }

    /** From when on tokens are looked at twice. */
    public SuspicionProperties limits() {
        return limits;
    }

    /** How one of the organisation's tokens is used; empty: not at all. */
    public Optional<TokenUse> use(OrganisationId organisation, String jti, Instant now) {
        return TokenUse.of(sessions.list(organisation, now)).stream().filter(use -> use.jti().equals(jti)).findAny();
    }

    /**
     * Those of an organisation, the worst first.
     *
     * @param suspicion that they have; empty: any
     */
    public List<Found> list(OrganisationId organisation, Optional<Suspicion> suspicion, Instant now) {
        return TokenUse.of(sessions.list(organisation, now)).stream()
                .map(use -> new Found(use, use.suspicions(limits, now)))
                .filter(found -> suspicion.isEmpty()
                        ? !found.suspicions().isEmpty()
                        : found.suspicions().contains(suspicion.get()))
                .sorted(WORST_FIRST).toList();
    }
}
