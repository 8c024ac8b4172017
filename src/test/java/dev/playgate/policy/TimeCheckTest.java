package dev.playgate.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TimeCheckTest {

    private final TimeCheck check = new TimeCheck(Duration.ofSeconds(10));

    @Test
    @DisplayName("E2 a token is good from its begin, less the leeway, until its exp, without any")
    void e2_ofATokenBothEnds() {
        Right right = token(t -> t.issuedAt(Playout.NOW).notBefore(Playout.NOW));
        Instant begin = Playout.NOW.minusSeconds(10);
        assertThat(check.judge(right, begin.minusNanos(1))).contains(Refusal.TOKEN_NOT_YET_VALID);
        assertThat(check.judge(right, begin)).isEmpty();
        assertThat(check.judge(right, TokenDraft.EXPIRES.minusNanos(1))).isEmpty();
        assertThat(check.judge(right, TokenDraft.EXPIRES)).contains(Refusal.TOKEN_EXPIRED);
    }

    @Test
    void nbfAndIatAreJudgedEachForItself() {
        assertThat(check.judge(token(t -> t.notBefore(Playout.NOW.plusSeconds(11))), Playout.NOW))
                .contains(Refusal.TOKEN_NOT_YET_VALID);
        assertThat(check.judge(token(t -> t.issuedAt(Playout.NOW.plusSeconds(11))), Playout.NOW))
                .contains(Refusal.TOKEN_NOT_YET_VALID);
    }

    @Test
    void whatHasEndedIsNotAskedWhetherItHasBegun() {
        assertThat(check.judge(token(t -> t.notBefore(Playout.NOW.plusSeconds(11)).expiresIn(Duration.ofSeconds(12))),
                Playout.NOW.plusSeconds(12))).contains(Refusal.TOKEN_EXPIRED);
    }

    @Test
    void aTicketIsGoodBeforeItsEnd() {
        Right ticket = new Playout().enter().facts().right();
        assertThat(check.judge(ticket, Instant.EPOCH)).isEmpty();
        assertThat(check.judge(ticket, ticket.end().minusNanos(1))).isEmpty();
        assertThat(check.judge(ticket, ticket.end())).contains(Refusal.TICKET_EXPIRED);
    }

    @Test
    void aRequestIsJudgedByItsOwnInstant() {
        assertThat(check.judge(new Playout().facts())).isEmpty();
        assertThat(check.judge(new Playout().now(TokenDraft.EXPIRES).facts())).contains(Refusal.TOKEN_EXPIRED);
    }

    private static Right token(Consumer<TokenDraft> change) {
        return new Playout().token(change).facts().right();
    }
}
