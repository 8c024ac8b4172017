package dev.playgate.control.issue;

import java.time.Duration;
import java.time.Instant;

import dev.playgate.control.api.Caller;
import dev.playgate.control.api.ErrorCode;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.registry.IssuedTokenStore;
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
        this.keptAfterExpiry = RevocationStore.keptAfterExpiry(maximumSession);
    }

    /** Of a genuine token, whatever its time; an expired one for the 24 hours in which sessions of it may still run. */
    void revoke(CompactToken token, Caller caller, Asker asker) throws RefusedCallException {
        OrganisationId organisation = caller.ownOrganisation();
        PlaybackClaims claims = claims(token, asker);
        requireLately(claims.expiresAt(), asker.now());
        if (!claims.organisation().equals(organisation)) {
            throw TokenVerdicts.ofAnother();
        }
        requireRevocable(claims.revocable());
        revocations.revoke(organisation, claims.jti(), claims.expiresAt().plus(keptAfterExpiry), caller.actor());
    }

    /** As well, of a token of the caller's organisation that was created here, of which nobody has the text any more. */
    public void revoke(IssuedTokenStore.Issued token, Caller caller, Instant now) throws RefusedCallException {
        requireLately(token.expires(), now);
        requireRevocable(token.revocable());
        revocations.revoke(caller.ownOrganisation(), token.jti(), token.expires().plus(keptAfterExpiry),
                caller.actor());
    }

    private static void requireLately(Instant expiry, Instant now) throws RefusedCallException {
        if (now.isAfter(expiry.plus(RevocationStore.REVOCABLE_AFTER_EXPIRY))) {
            throw TokenVerdicts.answer(Refusal.TOKEN_EXPIRED);
        }
    }

    private static void requireRevocable(boolean revocable) throws RefusedCallException {
        if (!revocable) {
            throw RefusedCallException.of(ErrorCode.TOKEN_NOT_REVOCABLE,
                    "The token is not allowed for revocation: it is not revocable");
        }
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
