package dev.playgate.token;

import java.util.function.Supplier;

/**
 * Proves playback tokens: first that the text can be one, then that its signature holds, then that its claims are
 * well-formed, so that what is wrong with claims is told only to who has a signed token. Judges no time, stream,
 * address or domain.
 */
public final class TokenVerifier {

    private final Supplier<SignatureProviders> providers;

    /** Signatures are the JDK's. */
    public TokenVerifier() {
        this(SignatureProviders::jdk);
    }

    /** @param providers asked at each verification */
    TokenVerifier(Supplier<SignatureProviders> providers) {
        this.providers = providers;
    }

    /** Whatever the text is: never throws, does no I/O, logs nothing. */
    public Proof verify(CompactToken token, KeySet keys) {
        if (keys.isEmpty()) {
            return new Proof.NoKeys();
        }
        return switch (read(token, keys)) {
            case Reading.Refused(TokenFault fault) -> new Proof.Rejected(fault);
            case Reading.Candidate candidate -> prove(candidate);
        };
    }

    /** What can be told without cryptography. */
    sealed interface Reading {

        record Refused(TokenFault fault) implements Reading {}

        /** Well-formed, and there is the key that can verify it. */
        record Candidate(TokenText text, VerificationKey key) implements Reading {}
    }

    Reading read(CompactToken token, KeySet keys) {
        try {
            TokenText text = TokenText.of(token);
            JoseHeader header = JoseHeader.of(text.header());
            VerificationKey key = keys.find(header.kid(), ClaimsReader.subject(text.claims()))
                    .orElseThrow(() -> new FaultyToken(TokenFault.KEY_UNKNOWN));
            if (key.key().algorithm() != header.algorithm()) {
                throw new FaultyToken(TokenFault.ALGORITHM);
            }
            return new Reading.Candidate(text, key);
        } catch (FaultyToken e) {
            return new Reading.Refused(e.fault());
        }
    }

    /** What {@link #prove} costs, see {@link SignatureProvider#cost}. */
    int cost(Reading.Candidate candidate) {
        return providers.get().cost(candidate.key().key().algorithm());
    }

    Proof prove(Reading.Candidate candidate) {
        TokenText text = candidate.text();
        VerificationKey key = candidate.key();
        if (!text.isSignedBy(key.key(), providers.get().check(key.key().algorithm()))) {
            return new Proof.Rejected(TokenFault.SIGNATURE);
        }
        try {
            return new Proof.Proved(
                    new VerifiedToken(ClaimsReader.read(text.claims(), key.issuer()), key.reference()));
        } catch (FaultyToken e) {
            return new Proof.Rejected(e.fault());
        }
    }
}
