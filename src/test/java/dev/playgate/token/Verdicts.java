package dev.playgate.token;

import dev.playgate.token.Proof.Proved;
import dev.playgate.token.Proof.Rejected;

import static org.assertj.core.api.Assertions.assertThat;

/** What the verifier says of a text, under the keys of {@link TestTokens}, whoever verifies its signature. */
final class Verdicts {

    private static final SignatureProviders CHOSEN = SignatureProviders.choose();

    private Verdicts() {
    }

    static Proof of(String token) {
        Proof proof = new TokenVerifier().verify(new CompactToken(token), TestTokens.keys());
        Proof chosen = new TokenVerifier(() -> CHOSEN).verify(new CompactToken(token), TestTokens.keys());
        if (proof instanceof Proved) {
            assertThat(chosen).isInstanceOf(Proved.class);
        } else {
            assertThat(chosen).isEqualTo(proof);
        }
        return proof;
    }

    static void assertRejected(String token, TokenFault fault) {
        assertThat(of(token)).isEqualTo(new Rejected(fault));
    }

    static void assertProved(String token) {
        assertThat(of(token)).isInstanceOf(Proved.class);
    }

    static PlaybackClaims claims(TestTokens.Builder token) {
        return TestTokens.proved(token).claims();
    }
}
