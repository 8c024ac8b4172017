package dev.playgate.edge;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;

import dev.playgate.policy.PastDecision;
import dev.playgate.policy.Reason;
import dev.playgate.stream.StreamName;

/**
 * Why requests were lately not served, by the id that the viewer's error shows; at most {@value #MAXIMUM}. Of those without a
 * genuine credential, which anybody can send, {@value #MAXIMUM_OF_STRANGERS} a second, so that a flood of them does not push out
 * all others within seconds.
 */
public final class RecentDecisions {

    static final int MAXIMUM = 50_000;
    static final int MAXIMUM_OF_STRANGERS = 500;
    static final Duration KEPT = Duration.ofHours(1);

    private final Cache<String, PastDecision> decisions;
    private long second;
    private int strangers;

    /** None so far. */
    public RecentDecisions(Ticker ticker) {
        decisions = Caffeine.newBuilder().maximumSize(MAXIMUM).expireAfterWrite(KEPT).ticker(ticker)
                // Its upkeep is less than waking another thread for it, most of all in a flood of what is refused.
                .executor(Runnable::run).build();
    }

    void note(String requestId, PastDecision decision) {
        if (decision.holder().isPresent() || isOneOfFew(decision.time().getEpochSecond())) {
            decisions.put(requestId, decision);
        }
    }

    private synchronized boolean isOneOfFew(long now) {
        if (now != second) {
            second = now;
            strangers = 0;
        }
        return ++strangers <= MAXIMUM_OF_STRANGERS;
    }

    /** Empty for an id that nobody was shown, or that was too long ago. */
    public Optional<PastDecision> find(String requestId) {
        return Optional.ofNullable(decisions.getIfPresent(requestId));
    }

    /** How many requests for these streams it were, by reason. */
    public Map<Reason, Long> count(Predicate<StreamName> streams) {
        return decisions.asMap().values().stream().filter(decision -> streams.test(decision.stream()))
                .collect(Collectors.groupingBy(PastDecision::reason, Collectors.counting()));
    }
}
