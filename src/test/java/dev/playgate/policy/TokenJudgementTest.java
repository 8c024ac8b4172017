package dev.playgate.policy;

import java.util.Optional;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import dev.playgate.viewer.IpAddress;

import static org.assertj.core.api.Assertions.assertThat;

/** What is said of a token by itself, for those who ask before they play. */
class TokenJudgementTest {

    private static final Optional<IpAddress> SOURCE = IpAddress.parse(Playout.ADDRESS);

    private final Playout playout = new Playout();

    @Test
    void aGenuineTokenIsInForceWhateverItOpens() {
        assertThat(judge(t -> t.streams("Demo1-none1").domain(Playout.PAGE).addresses("192.0.2.1")))
                .isInstanceOfSatisfying(TokenJudgement.InForce.class,
                        inForce -> assertThat(inForce.right().jti()).isEqualTo(TokenDraft.JTI));
    }

    @Test
    void itIsJudgedByItsTimesAsAPlayoutIs() {
        assertThat(judge(t -> t.expiresAt(Playout.NOW))).isEqualTo(refused(Refusal.TOKEN_EXPIRED));
        assertThat(judge(t -> t.notBefore(Playout.NOW.plusSeconds(11))))
                .isEqualTo(refused(Refusal.TOKEN_NOT_YET_VALID));
        assertThat(judge(t -> t.notBefore(Playout.NOW.plusSeconds(10)))).isInstanceOf(TokenJudgement.InForce.class);
    }

    @Test
    void aRevokedTokenIsRevokedAlsoWhenItHasExpired() {
        playout.catalog(content -> content.revoke(SampleCatalog.DEMO, TokenDraft.JTI));
        assertThat(judge(_ -> {})).isEqualTo(refused(Refusal.TOKEN_REVOKED));
        assertThat(judge(t -> t.expiresAt(Playout.NOW))).isEqualTo(refused(Refusal.TOKEN_REVOKED));
    }

    @Test
    void whatIsNoTokenIsRefusedByItsFault() {
        assertThat(judge("")).isEqualTo(refused(Refusal.TOKEN_MALFORMED));
        assertThat(judge(playout.ticket())).isEqualTo(refused(Refusal.TOKEN_MALFORMED));
        assertThat(judge(t -> t.signedBy(TestSigningKeys.STRANGERS.issuing())))
                .isEqualTo(refused(Refusal.TOKEN_KEY_UNKNOWN));
    }

    @Test
    void withoutARegistryOrKeysNothingIsKnown() {
        String token = new TokenDraft().sign();
        assertThat(new Playout().noCatalog().gatekeeper().judge(token, SOURCE, Playout.NOW))
                .isInstanceOfSatisfying(TokenJudgement.Unavailable.class, unavailable -> {
                    assertThat(unavailable.reason()).isEqualTo(Outage.CATALOG_MISSING);
                    assertThat(unavailable.retryAfter()).isPositive();
                });
        assertThat(new Playout().noKeys().gatekeeper().judge(token, SOURCE, Playout.NOW))
                .isInstanceOfSatisfying(TokenJudgement.Unavailable.class, unavailable -> {
                    assertThat(unavailable.reason()).isEqualTo(Outage.KEYS_MISSING);
                    assertThat(unavailable.retryAfter()).isPositive();
                });
    }

    private TokenJudgement judge(Consumer<TokenDraft> change) {
        TokenDraft draft = new TokenDraft();
        change.accept(draft);
        return judge(draft.sign());
    }

    private TokenJudgement judge(String token) {
        return playout.gatekeeper().judge(token, SOURCE, Playout.NOW);
    }

    private static TokenJudgement refused(Refusal reason) {
        return new TokenJudgement.Refused(reason);
    }
}
