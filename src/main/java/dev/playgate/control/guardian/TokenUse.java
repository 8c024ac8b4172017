package dev.playgate.control.guardian;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.playgate.policy.KnownSession;
import dev.playgate.policy.KnownSessions;

/**
 * How a token is used in this process.
 *
 * @param addresses how many there are, an IPv6 address counting as its /64
 * @param sessions how many there are, as {@link KnownSessions#count} has it
 * @param withoutPage of how many addresses no request showed the page that plays
 * @param since when the oldest session was seen first
 */
public record TokenUse(String jti, long addresses, long sessions, long withoutPage, Instant since) {

    /** Of a token that has some. */
    static TokenUse of(String jti, List<KnownSession> sessions) {
        return new TokenUse(jti, sessions.stream().map(KnownSession::addresses).flatMap(Set::stream).distinct().count(),
                KnownSessions.count(sessions), sessions.stream().filter(session -> !session.page()).count(),
                sessions.stream().map(KnownSession::since).min(Comparator.naturalOrder()).orElseThrow());
    }

    /** By token. */
    static List<TokenUse> of(List<KnownSession> sessions) {
        return sessions.stream().collect(Collectors.groupingBy(KnownSession::jti)).entrySet().stream()
                .map(token -> of(token.getKey(), token.getValue())).toList();
    }

    Set<Suspicion> suspicions(SuspicionProperties limits, Instant now) {
        Set<Suspicion> suspicions = EnumSet.noneOf(Suspicion.class);
        if (addresses >= limits.addresses()) {
            suspicions.add(Suspicion.MANY_ADDRESSES);
        }
        if (sessions >= limits.sessions()) {
            suspicions.add(Suspicion.MANY_SESSIONS);
        }
        if (withoutPage > 0) {
            suspicions.add(Suspicion.NO_REFERRER);
        }
        if (Duration.between(since, now).compareTo(limits.play()) >= 0) {
            suspicions.add(Suspicion.LONG_PLAY);
        }
        return suspicions;
    }
}
