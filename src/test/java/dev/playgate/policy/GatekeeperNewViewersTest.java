package dev.playgate.policy;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import dev.playgate.stream.CredentialText;
import dev.playgate.stream.CredentialText.Place;

import static org.assertj.core.api.Assertions.assertThat;

/** Where no new viewer may come in, nothing is spent on one, and who plays goes on. */
class GatekeeperNewViewersTest {

    /** No new viewer, unless the token was proved for another. */
    private static final NewViewers NOBODY = new NewViewers() {

        @Override
        public boolean mayVerify() {
            return false;
        }

        @Override
        public boolean mayPlay(Right.OfToken right, PlayoutRequest request) {
            return false;
        }
    };
    private static final NewViewers WHO_WAS_PROVED = new NewViewers() {

        @Override
        public boolean mayVerify() {
            return false;
        }

        @Override
        public boolean mayPlay(Right.OfToken right, PlayoutRequest request) {
            return true;
        }
    };

    private final Playout playout = new Playout();

    @Test
    void aTokenThatWasNotProvedIsToldToComeBack() {
        playout.newViewers(NOBODY).assertUnavailable(Outage.EDGE_BUSY);
        playout.newViewers(NewViewers.ALL).assertAdmitted();
    }

    @Test
    void aForgedTokenIsNotVerified() {
        String token = new TokenDraft().sign();
        playout.newViewers(NOBODY).credential(token.substring(0, token.lastIndexOf('.') + 1) + "AAAA", Place.QUERY)
                .assertUnavailable(Outage.EDGE_BUSY);
    }

    @Test
    void whatNeedsNoVerificationIsRefusedAsEver() {
        playout.newViewers(NOBODY).credential("a.b.c", Place.QUERY).assertRefused(Refusal.TOKEN_MALFORMED);
        playout.credentials().assertRefused(Refusal.TOKEN_MISSING);
    }

    @Test
    void aTokenThatWasProvedIsJudgedBeforeItIsToldToComeBack() {
        playout.assertAdmitted();
        playout.newViewers(NOBODY).assertUnavailable(Outage.EDGE_BUSY);
        assertThat(playout.decide().right()).map(Right::jti).contains(TokenDraft.JTI);
        playout.stream("Demo1-none1").assertRefused(Refusal.STREAM_UNKNOWN);
    }

    @Test
    void whoPlaysByATokenGoesOn() {
        playout.assertAdmitted();
        playout.newViewers(WHO_WAS_PROVED).assertAdmitted();
    }

    @Test
    void whoPlaysByATicketGoesOn() {
        playout.enter().newViewers(NOBODY).at(Duration.ofMinutes(10)).assertAdmitted();
    }

    @Test
    void inShadowWhoIsToldToComeBackElsewherePlaysOn() {
        playout.catalog(content -> content.shadow(SampleCatalog.DEMO)).newViewers(NOBODY);
        assertThat(playout.assertAdmitted().shadowed()).map(Decision.Shadowed::reason).contains(Outage.EDGE_BUSY);
    }

    @Test
    void aTicketBesideATokenThatWasNotProvedIsToldToComeBack() {
        CredentialText ticket = new CredentialText(playout.ticket(), Place.QUERY);
        playout.newViewers(NOBODY)
                .credentials(ticket, new CredentialText(new TokenDraft().jti("late").sign(), Place.HEADER))
                .assertUnavailable(Outage.EDGE_BUSY);
    }
}
