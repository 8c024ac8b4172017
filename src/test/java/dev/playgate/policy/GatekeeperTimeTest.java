package dev.playgate.policy;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.playgate.stream.CredentialText.Place;

/** Security E1 to E3, and what a running session has of its token's times (product section 3). */
class GatekeeperTimeTest {

    private static final Duration LEEWAY = Playout.SETTINGS.leeway();
    private static final Duration NANO = Duration.ofNanos(1);

    @Test
    @DisplayName("E2 no leeway at exp, and exp == now is expired")
    void e2_exp() {
        Playout playout = new Playout();
        playout.now(TokenDraft.EXPIRES.minus(NANO)).assertAdmitted();
        playout.now(TokenDraft.EXPIRES).assertRefused(Refusal.TOKEN_EXPIRED);
        playout.now(TokenDraft.EXPIRES.plus(NANO)).assertRefused(Refusal.TOKEN_EXPIRED);
        playout.now(TokenDraft.EXPIRES.plus(Duration.ofDays(1))).assertRefused(Refusal.TOKEN_EXPIRED);
    }

    @Test
    @DisplayName("E2 exp == now is expired, also for a token that is seen for the first time")
    void e2_expAtFirstSight() {
        new Playout().now(TokenDraft.EXPIRES).assertRefused(Refusal.TOKEN_EXPIRED);
        new Playout().now(TokenDraft.EXPIRES.minus(NANO)).assertAdmitted();
    }

    @Test
    @DisplayName("E2 nbf has its leeway and no more")
    void e2_nbf() {
        Instant latest = Playout.NOW.plus(LEEWAY);
        new Playout().token(t -> t.notBefore(latest)).assertAdmitted();
        new Playout().token(t -> t.notBefore(latest)).now(Playout.NOW.minus(NANO))
                .assertRefused(Refusal.TOKEN_NOT_YET_VALID);
        new Playout().token(t -> t.notBefore(latest.plusSeconds(1))).assertRefused(Refusal.TOKEN_NOT_YET_VALID);
    }

    @Test
    @DisplayName("E2 iat has its leeway and no more")
    void e2_iat() {
        Instant latest = Playout.NOW.plus(LEEWAY);
        new Playout().token(t -> t.issuedAt(latest)).assertAdmitted();
        new Playout().token(t -> t.issuedAt(latest)).now(Playout.NOW.minus(NANO))
                .assertRefused(Refusal.TOKEN_NOT_YET_VALID);
        new Playout().token(t -> t.issuedAt(latest.plusSeconds(1))).assertRefused(Refusal.TOKEN_NOT_YET_VALID);
    }

    @ParameterizedTest
    @DisplayName("E2 the leeway is what is configured")
    @CsvSource({"0, 0, true", "0, 1, false", "60, 60, true", "60, 61, false"})
    void e2_configuredLeeway(int leeway, int ahead, boolean admitted) {
        Playout playout = new Playout()
                .settings(new PolicySettings(Duration.ofSeconds(leeway), false, Duration.ofHours(24),
                        Duration.ofHours(12)))
                .token(t -> t.notBefore(Playout.NOW.plusSeconds(ahead)).issuedAt(Playout.NOW.plusSeconds(ahead)));
        if (admitted) {
            playout.assertAdmitted();
        } else {
            playout.assertRefused(Refusal.TOKEN_NOT_YET_VALID);
        }
    }

    @Test
    void aTokenWithoutBeginHasNone() {
        new Playout().token(TokenDraft::withoutBegin).assertAdmitted();
        new Playout().token(TokenDraft::withoutBegin).now(Instant.EPOCH.plusSeconds(1)).assertAdmitted();
    }

    @Test
    void aTokenThatHasEndedBeforeItBeginsHasEnded() {
        new Playout().token(t -> t.notBefore(Playout.NOW.plusSeconds(100))).now(TokenDraft.EXPIRES.plusSeconds(1))
                .assertRefused(Refusal.TOKEN_EXPIRED);
    }

    @Test
    void aRunningSessionGoesOnAfterExpUpToItsMaximum() {
        Playout playout = new Playout().enter();
        playout.now(TokenDraft.EXPIRES).assertAdmitted();
        playout.at(Duration.ofHours(12).minus(NANO)).assertAdmitted();
        playout.at(Duration.ofHours(12)).assertRefused(Refusal.TICKET_EXPIRED);
    }

    @Test
    void withForceDisconnectARunningSessionEndsAtExp() {
        Playout playout = new Playout().token(TokenDraft::forceDisconnect).enter();
        playout.now(TokenDraft.EXPIRES.minus(NANO)).assertAdmitted();
        playout.now(TokenDraft.EXPIRES).assertRefused(Refusal.TICKET_EXPIRED);
    }

    @Test
    void afterExpAReconnectWithTheTokenIsRefusedWhileTheSessionGoesOn() {
        Playout playout = new Playout();
        String ticket = playout.ticket();
        playout.now(TokenDraft.EXPIRES).assertRefused(Refusal.TOKEN_EXPIRED);
        playout.stream("Demo1-live2").assertRefused(Refusal.TOKEN_EXPIRED);
        playout.credential(ticket, Place.QUERY).assertAdmitted();
    }
}
