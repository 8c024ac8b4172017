package dev.playgate.policy;

import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.playgate.stream.CredentialText;
import dev.playgate.stream.CredentialText.Place;
import dev.playgate.token.ProofCacheSettings;

/** Security F4: a verifier at its bound knows nothing of a token; a source at its bound is told to wait. */
class GatekeeperBoundsTest {

    private static final int VERIFICATIONS = 15;

    private final Playout playout = new Playout();

    @BeforeEach
    void boundsAreTight() {
        playout.proofs(new ProofCacheSettings(1 << 20, Duration.ofMinutes(5), 1 << 16, Duration.ofSeconds(3),
                VERIFICATIONS, 2, Duration.ofMinutes(1), 100));
    }

    @Test
    @DisplayName("F4 past the bound of verifications a new token gets 503")
    void f4_busy() {
        busy();
        playout.token(t -> t.jti("late")).assertUnavailable(Outage.VERIFIER_BUSY);
        playout.at(Duration.ofSeconds(1)).assertAdmitted();
    }

    @Test
    @DisplayName("F4 past the bound of verifications a proved token and its sessions go on")
    void f4_busyForNewTokensOnly() {
        playout.assertAdmitted();
        String ticket = playout.ticket();
        busy();
        playout.token(_ -> {}).assertAdmitted();
        playout.credential(ticket, Place.QUERY).assertAdmitted();
    }

    @Test
    @DisplayName("F4 past the bound of verifications nothing is known of a pair whose token is not proved")
    void f4_busyForAPair() {
        CredentialText ticket = new CredentialText(playout.ticket(), Place.QUERY);
        busy();
        playout.credentials(ticket, new CredentialText(new TokenDraft().jti("late").sign(), Place.HEADER))
                .assertUnavailable(Outage.VERIFIER_BUSY);
    }

    @Test
    @DisplayName("F4 a source with too many failures gets 429, and only it")
    void f4_throttled() {
        fail();
        playout.token(t -> t.jti("late")).assertRefused(Refusal.TOO_MANY_FAILURES);
        playout.address("192.0.2.1").assertAdmitted();
        playout.address(Playout.ADDRESS).assertAdmitted();
    }

    @Test
    @DisplayName("F4 a source is throttled by its IPv6 line")
    void f4_throttledByLine() {
        playout.address("2001:db8::1");
        fail();
        playout.token(t -> t.jti("late")).address("2001:db8::2").assertRefused(Refusal.TOO_MANY_FAILURES);
        playout.address("2001:db8:0:1::1").assertAdmitted();
    }

    @Test
    @DisplayName("F4 a pair whose token cannot be proved for want of patience is not ambiguous but early")
    void f4_throttledPair() {
        CredentialText ticket = new CredentialText(playout.ticket(), Place.QUERY);
        fail();
        playout.credentials(ticket, new CredentialText(new TokenDraft().jti("late").sign(), Place.HEADER))
                .assertRefused(Refusal.TOO_MANY_FAILURES);
    }

    private void busy() {
        for (int i = 0; i < VERIFICATIONS; i++) {
            String jti = "early-" + i;
            playout.token(t -> t.jti(jti)).decide();
        }
    }

    private void fail() {
        for (int i = 0; i < 2; i++) {
            String token = new TokenDraft().jti("forged-" + i).sign();
            playout.credential(token.substring(0, token.lastIndexOf('.') + 1) + "AAAA", Place.QUERY)
                    .assertRefused(Refusal.TOKEN_SIGNATURE_INVALID);
        }
    }
}
