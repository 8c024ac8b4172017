package dev.playgate.control.issue;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import dev.playgate.control.api.ErrorCode;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.registry.Actor;
import dev.playgate.control.registry.IssuedTokenStore;
import dev.playgate.stream.OrganisationId;
import dev.playgate.token.CompactToken;
import dev.playgate.token.PlaybackClaims;
import dev.playgate.token.SigningKeys;
import dev.playgate.token.TokenSigner;

/** Makes playback tokens of what {@link IssuePolicy} allowed. */
public final class TokenIssuer {

    private final String issuer;
    private final Supplier<SigningKeys> keys;
    private final TokenSigner signer;
    private final IssuedTokenStore issued;

    /**
     * @param issuer claim {@code iss}
     * @param keys those in force
     * @param issued where each token is recorded before it is given out
     */
    public TokenIssuer(String issuer, Supplier<SigningKeys> keys, TokenSigner signer, IssuedTokenStore issued) {
        this.issuer = issuer;
        this.keys = keys;
        this.signer = signer;
        this.issued = issued;
    }

    /** @param session the bintu token of the session with which the token ends; empty: with none */
    CompactToken issue(CreateCall call, OrganisationId organisation, Validity validity, Optional<String> session,
            Actor actor) throws RefusedCallException {
        PlaybackClaims claims = new PlaybackClaims(issuer, organisation, UUID.randomUUID().toString(),
                Optional.of(validity.issuedAt()), Optional.of(validity.notBefore()), validity.expiresAt(),
                call.scope(), call.domain(), call.domainOptional(), call.addresses(), call.user(), call.tag(),
                call.revocable(), call.forceDisconnect(), call.sessions());
        CompactToken token = signer.sign(claims, call.cust(), keys.get().issuing())
                .orElseThrow(() -> tooLarge(call));
        if (session.isEmpty()) {
            issued.record(claims, actor);
        } else if (!issued.recordOfSession(claims, session.get(), actor)) {
            throw RefusedCallException.of(ErrorCode.CREDENTIALS, "Your session has ended");
        }
        return token;
    }

    /** Names what most likely made it so. */
    private static RefusedCallException tooLarge(CreateCall call) {
        if (call.cust().isPresent()) {
            return RefusedCallException.invalid("cust must be JSON of at most 7 levels and finite numbers, with which"
                    + " the token has at most 64 members and " + CompactToken.MAX_CHARACTERS + " characters");
        }
        return RefusedCallException.invalid((call.streams().isEmpty() ? "user" : "streams")
                + " must be shorter: the token has at most " + CompactToken.MAX_CHARACTERS + " characters");
    }
}
