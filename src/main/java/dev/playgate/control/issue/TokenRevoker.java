package dev.playgate.control.issue;

import java.time.Duration;

import dev.playgate.control.api.Caller;
import dev.playgate.control.api.ErrorCode;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.registry.RevocationStore;
import dev.playgate.policy.Asker;
import dev.playgate.policy.Gatekeeper;
import dev.playgate.policy.Refusal;
import dev.playgate.policy.Right;
import dev.playgate.policy.Verdict;
import dev.playgate.stream.OrganisationId;
import dev.playgate.token.CompactToken;
import dev.playgate.token.PlaybackClaims;

/** Revokes single tokens (product sections 3 and 4). */
public final class TokenRevoker {

    private final Gatekeeper gatekeeper;
    private final RevocationStore revocations;
    private final Duration keptAfterExpiry;

    /** @param maximumSession how long a session may run after its token was proved */
    public TokenRevoker(Gatekeeper gatekeeper, RevocationStore revocations, Duration maximumSession) {
        this.gatekeeper = gatekeeper;
        this.revocations = revocations;
        this.keptAfterExpiry = maximumSession.compareTo(RevocationStore.REVOCABLE_AFTER_EXPIRY) > 0
                ? maximumSession
                : RevocationStore.REVOCABLE_AFTER_EXPIRY;
    }

    /** Of a genuine token, whatever its time; an expired one for the 24 hours in which sessions of it may still run. */
    void revoke(CompactToken token, Caller caller, Asker asker) throws RefusedCallException {
        OrganisationId organisation = caller.ownOrganisation();
        PlaybackClaims claims = claims(token, asker);
        if (asker.now().isAfter(claims.expiresAt().plus(RevocationStore.REVOCABLE_AFTER_EXPIRY))) {
            throw TokenVerdicts.answer(Refusal.TOKEN_EXPIRED);
        }
        if (!claims.organisation().equals(organisation)) {
            throw TokenVerdicts.ofAnother();
        }
        if (!claims.revocable()) {
            throw RefusedCallException.of(ErrorCode.TOKEN_NOT_REVOCABLE,
                    "The token is not allowed for revocation: it is not revocable");
        }
        revocations.revoke(organisation, claims.jti(), claims.expiresAt().plus(keptAfterExpiry), caller.actor());
    }

    private PlaybackClaims claims(CompactToken token, Asker asker) throws RefusedCallException {
        return switch (gatekeeper.prove(token.text(), asker)) {
            case Verdict.Genuine(Right.OfToken(var proved)) -> proved.claims();
            case Verdict.Genuine(Right.OfTicket _) -> throw TokenVerdicts.answer(Refusal.TOKEN_MALFORMED);
            case Verdict.Bad(var reason) -> throw TokenVerdicts.answer(reason);
            case Verdict.Unknown(_, var retryAfter) -> throw RefusedCallException.unavailable(retryAfter);
        };
    }
}
