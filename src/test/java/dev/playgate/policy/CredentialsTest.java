package dev.playgate.policy;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.playgate.policy.Credentials.Choice;
import dev.playgate.stream.CredentialText;
import dev.playgate.stream.CredentialText.Place;

import static org.assertj.core.api.Assertions.assertThat;

/** Security A9: every credential of a request is found, wherever it stands, and however often. */
class CredentialsTest {

    private static final CredentialText QUERY = new CredentialText("a.b.c", Place.QUERY);
    private static final List<String> NAMES = List.of("jwtoken", "token");

    @Test
    void thoseOfTheTargetComeFirst() {
        assertThat(Credentials.gather(List.of(QUERY), List.of(), List.of(), NAMES)).containsExactly(QUERY);
        assertThat(Credentials.gather(List.of(QUERY), List.of("Bearer h.h.h"), List.of("jwtoken=c.c.c"), NAMES))
                .containsExactly(QUERY, header("h.h.h"), cookie("c.c.c"));
        assertThat(Credentials.gather(List.of(), List.of(), List.of(), NAMES)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer h.h.h", "bearer h.h.h", "BEARER h.h.h", "Bearer   h.h.h ", "Bearer \th.h.h"})
    void theBearerSchemeIsReadInAnyCase(String line) {
        assertThat(Credentials.gather(List.of(), List.of(line), List.of(), NAMES)).containsExactly(header("h.h.h"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic h.h.h", "h.h.h", "Bearer", "Bearerh.h.h", "", "Digest Bearer h.h.h"})
    void otherSchemesAreNoneOfOurs(String line) {
        assertThat(Credentials.gather(List.of(), List.of(line), List.of(), NAMES)).isEmpty();
    }

    @Test
    void anEmptyBearerIsAnEmptyCredential() {
        assertThat(Credentials.gather(List.of(), List.of("Bearer "), List.of(), NAMES)).containsExactly(header(""));
    }

    @Test
    @DisplayName("A9 each field line counts")
    void a9_eachLineCounts() {
        assertThat(Credentials.gather(List.of(), List.of("Bearer 1.1.1", "Basic x", "Bearer 2.2.2"),
                List.of("jwtoken=3.3.3", "jwtoken=4.4.4"), NAMES))
                .containsExactly(header("1.1.1"), header("2.2.2"), cookie("3.3.3"), cookie("4.4.4"));
    }

    @Test
    @DisplayName("A9 each cookie of a name counts, and each name")
    void a9_eachCookieCounts() {
        assertThat(Credentials.gather(List.of(), List.of(),
                List.of("a=1; jwtoken=1.1.1;token=2.2.2 ; jwtoken=3.3.3; jwtoken=; b"), NAMES))
                .containsExactly(cookie("1.1.1"), cookie("2.2.2"), cookie("3.3.3"), cookie(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ";", "=", "=x", "jwtoken", "JWTOKEN=1.1.1", "jwtoken2=1.1.1", "ajwtoken=1.1.1",
            "a=jwtoken=1.1.1", "a=\"; b=c"})
    void otherCookiesAreNoneOfOurs(String line) {
        assertThat(Credentials.gather(List.of(), List.of(), List.of(line), NAMES)).isEmpty();
    }

    @Test
    void withoutCookieNamesNoCookieIsACredential() {
        assertThat(Credentials.gather(List.of(), List.of(), List.of("jwtoken=1.1.1"), List.of())).isEmpty();
    }

    @Test
    void aCookiesValueMayHoldAnEqualsSign() {
        assertThat(Credentials.gather(List.of(), List.of(), List.of("jwtoken=1.1.1="), NAMES))
                .containsExactly(cookie("1.1.1="));
    }

    @Test
    @DisplayName("A9 the cookie of a ticket counts only where there is nothing else")
    void a9_theTicketCookieIsNoSecondCredential() {
        String ticket = "playgate_ticket=abc";

        assertThat(Credentials.gather(List.of(), List.of(), List.of(ticket), NAMES)).containsExactly(cookie("abc"));
        assertThat(Credentials.gather(List.of(), List.of(), List.of(ticket + "; " + ticket), NAMES)).hasSize(2);
        assertThat(Credentials.gather(List.of(QUERY), List.of(), List.of(ticket), NAMES)).containsExactly(QUERY);
        assertThat(Credentials.gather(List.of(), List.of("Bearer h.h.h"), List.of(ticket), NAMES))
                .containsExactly(header("h.h.h"));
        assertThat(Credentials.gather(List.of(), List.of(), List.of(ticket + "; jwtoken=c.c.c"), NAMES))
                .containsExactly(cookie("c.c.c"));
        assertThat(Credentials.gather(List.of(QUERY), List.of("Bearer h.h.h"), List.of(ticket), NAMES)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"a.b.c, TOKEN", "., TOKEN", "a., TOKEN", "abc, TICKET", "' ', TICKET", "'', NONE"})
    void aTokenHasDotsAndATicketHasNone(String text, String kind) {
        Choice expected = switch (kind) {
            case "TOKEN" -> new Choice.Token(text);
            case "TICKET" -> new Choice.Ticket(text);
            default -> new Choice.None();
        };
        for (Place place : Place.values()) {
            assertThat(Credentials.choose(List.of(new CredentialText(text, place)))).isEqualTo(expected);
        }
    }

    @Test
    void nothingIsNone() {
        assertThat(Credentials.choose(List.of())).isEqualTo(new Choice.None());
    }

    @Test
    void aTicketOfTheUrlAndATokenBesideItMayBeOne() {
        CredentialText ticket = new CredentialText("abc", Place.PATH);
        assertThat(Credentials.choose(List.of(ticket, header("1.1.1")))).isEqualTo(new Choice.Pair("abc", "1.1.1"));
        assertThat(Credentials.choose(List.of(ticket, cookie("abc")))).isEqualTo(new Choice.Ambiguous());
        assertThat(Credentials.choose(List.of(ticket, QUERY))).isEqualTo(new Choice.Ambiguous());
        assertThat(Credentials.choose(List.of(cookie("abc"), header("1.1.1")))).isEqualTo(new Choice.Ambiguous());
        assertThat(Credentials.choose(List.of(QUERY, header("1.1.1")))).isEqualTo(new Choice.Ambiguous());
        assertThat(Credentials.choose(List.of(ticket, header("1.1.1"), cookie("1.1.1"))))
                .isEqualTo(new Choice.Ambiguous());
    }

    private static CredentialText header(String text) {
        return new CredentialText(text, Place.HEADER);
    }

    private static CredentialText cookie(String text) {
        return new CredentialText(text, Place.COOKIE);
    }
}
