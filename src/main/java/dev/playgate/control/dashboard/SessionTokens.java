package dev.playgate.control.dashboard;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.playgate.control.api.Caller;
import dev.playgate.control.api.Parameters;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.api.Role;
import dev.playgate.control.issue.Explanations;
import dev.playgate.control.issue.TokenCreation;
import dev.playgate.control.issue.TokenProperties;
import dev.playgate.policy.TokenJudgement;
import dev.playgate.token.CompactToken;

/**
 * The playback tokens with which pages about streams begin: for the whole organisation, short-lived, for their visitor,
 * and revoked with the session that they were made in. Who only looks gets one that plays from the visitor's address alone: it is there to look with, not to
 * be handed on.
 */
final class SessionTokens {

    static final String TAG = "dashboard";

    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final int MAXIMUM_VISITORS = 10_000;

    private final TokenCreation creation;
    private final Explanations explanations;
    private final Duration lifetime;
    private final InstantSource time;

    /** So that looking at ten pages does not make ten tokens. */
    private final Cache<Looking, CompactToken> kept;

    SessionTokens(TokenCreation creation, Explanations explanations, TokenProperties limits, InstantSource time,
            Ticker ticker) {
        this.creation = creation;
        this.explanations = explanations;
        this.lifetime = limits.revocableMaxLifetime().compareTo(LIFETIME) < 0
                ? limits.revocableMaxLifetime()
                : LIFETIME;
        this.time = time;
        this.kept = Caffeine.newBuilder().maximumSize(MAXIMUM_VISITORS).expireAfterWrite(lifetime.dividedBy(2))
                .ticker(ticker).build();
    }

    /** Somebody in one session. */
    private record Looking(Caller caller, String bintuToken) {

        /** Its text is a secret. */
        @Override
        public String toString() {
            return "Looking[" + caller.actor().name() + "]";
        }
    }

    /** One in force, good for half its lifetime at least. */
    CompactToken of(Visitor visitor) throws RefusedCallException {
        Looking looking = new Looking(visitor.caller(), visitor.bintuToken());
        Optional<CompactToken> before = Optional.ofNullable(kept.getIfPresent(looking));
        if (before.isPresent() && explanations.judge(before.get(),
                Optional.empty()) instanceof TokenJudgement.InForce) {
            return before.get();
        }
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("orgawide", true).put("revocable", true).put("user", visitor.email()).put("tag", TAG).put("exp",
                time.instant().plus(lifetime).getEpochSecond());
        if (!visitor.may(Role.USER)) {
            body.put("ip", visitor.caller().address().orElseThrow(
                    () -> RefusedCallException.invalid("your address cannot be told")).toString());
        }
        CompactToken token = creation.createForSession(visitor.caller(), visitor.bintuToken(),
                new Parameters(body));
        kept.put(looking, token);
        return token;
    }
}
