package dev.playgate.policy;

import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import dev.playgate.stream.CredentialText;
import dev.playgate.stream.CredentialText.Place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Security A9: exactly one credential, but for a ticket beside the token that it was made from (decision 2). */
class GatekeeperCredentialTest {

    private static final String TOKEN = new TokenDraft().sign();

    static Stream<Arguments> pairsOfPlaces() {
        return Stream.of(Place.values())
                .flatMap(first -> Stream.of(Place.values()).map(second -> arguments(first, second)));
    }

    static Stream<Arguments> urlAndAmbient() {
        return Stream.of(Place.QUERY, Place.PATH)
                .flatMap(url -> Stream.of(Place.HEADER, Place.COOKIE).map(ambient -> arguments(url, ambient)));
    }

    @ParameterizedTest
    @DisplayName("A9 two tokens are ambiguous, whichever would verify")
    @MethodSource("pairsOfPlaces")
    void a9_twoTokens(Place first, Place second) {
        ambiguous(TOKEN, first, TOKEN, second);
        ambiguous(TOKEN, first, "a.b.c", second);
        ambiguous("a.b.c", first, TOKEN, second);
        ambiguous(TOKEN, first, "", second);
        ambiguous("", first, TOKEN, second);
        ambiguous("", first, "", second);
    }

    @ParameterizedTest
    @DisplayName("A9 two tickets are ambiguous")
    @MethodSource("pairsOfPlaces")
    void a9_twoTickets(Place first, Place second) {
        String ticket = new Playout().ticket();
        ambiguous(ticket, first, ticket, second);
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void aTicketAloneCountsWhereverItStands(Place place) {
        new Playout().credential(new Playout().ticket(), place).assertAdmitted();
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void whatIsNeitherTokenNorTicketIsNoTicket(Place place) {
        new Playout().credential("nonsense", place).assertRefused(Refusal.TICKET_INVALID);
    }

    @ParameterizedTest
    @DisplayName("A9 a ticket in the URL and its own token beside it are one credential")
    @MethodSource("urlAndAmbient")
    void a9_aTicketAndItsToken(Place url, Place ambient) {
        pair(new Playout().ticket(), url, TOKEN, ambient).assertAdmitted();
    }

    @ParameterizedTest
    @DisplayName("A9 a ticket and its token in any other places are two")
    @MethodSource("pairsOfPlaces")
    void a9_aTicketAndItsTokenElsewhere(Place ofTicket, Place ofToken) {
        boolean pair = (ofTicket == Place.QUERY || ofTicket == Place.PATH)
                && (ofToken == Place.HEADER || ofToken == Place.COOKIE);
        if (!pair) {
            ambiguous(new Playout().ticket(), ofTicket, TOKEN, ofToken);
        }
        ambiguous(TOKEN, ofToken, new Playout().ticket(), ofTicket);
    }

    @ParameterizedTest
    @DisplayName("A9 a ticket beside a token that it was not made from is two credentials")
    @MethodSource("urlAndAmbient")
    void a9_aTicketAndAnotherToken(Place url, Place ambient) {
        String ticket = new Playout().ticket();
        ambiguous(ticket, url, new TokenDraft().jti("jti-2").sign(), ambient);
        ambiguous(ticket, url, new TokenDraft().organisation(SampleCatalog.RIVAL).sign(), ambient);
        ambiguous(ticket, url, new TokenDraft().signedByDemo().sign(), ambient);
        ambiguous(ticket, url, new TokenDraft().signedBy(TestSigningKeys.STRANGERS.issuing()).sign(), ambient);
        ambiguous(ticket, url, "a.b.c", ambient);
        ambiguous(ticket, url, "", ambient);
        ambiguous(ticket, url, "nonsense", ambient);
    }

    @ParameterizedTest
    @DisplayName("A9 a ticket that is none beside a token is two credentials")
    @MethodSource("urlAndAmbient")
    void a9_aBadTicketAndAToken(Place url, Place ambient) {
        ambiguous("nonsense", url, TOKEN, ambient);
        ambiguous("", url, TOKEN, ambient);
    }

    @Test
    @DisplayName("A9 three are ambiguous, also where two of them are one")
    void a9_three() {
        CredentialText ticket = new CredentialText(new Playout().ticket(), Place.QUERY);
        CredentialText header = new CredentialText(TOKEN, Place.HEADER);
        CredentialText cookie = new CredentialText(TOKEN, Place.COOKIE);
        new Playout().credentials(ticket, header, cookie).assertRefused(Refusal.CREDENTIAL_AMBIGUOUS);
    }

    @Test
    @DisplayName("A9 two are ambiguous for an open playout and an unknown stream as well")
    void a9_whateverIsAskedFor() {
        CredentialText header = new CredentialText(TOKEN, Place.HEADER);
        CredentialText query = new CredentialText(TOKEN, Place.QUERY);
        Playout two = new Playout().credentials(query, header);
        two.stream("Open1-live1").assertRefused(Refusal.CREDENTIAL_AMBIGUOUS);
        two.stream("Demo1-none1").assertRefused(Refusal.CREDENTIAL_AMBIGUOUS);
    }

    @Test
    void ofAPairTheTicketAloneIsJudged() {
        Playout pair = pair(new Playout().token(t -> t.streams("Demo1-live1")).ticket(), Place.QUERY,
                new TokenDraft().organisationWide().sign(), Place.HEADER);
        pair.assertAdmitted();
        pair.stream("Demo1-live2").assertRefused(Refusal.STREAM_NOT_COVERED);
    }

    @Test
    void aPairGoesOnWhenItsTokenHasExpired() {
        Playout pair = pair(new Playout().ticket(), Place.QUERY, TOKEN, Place.HEADER).now(TokenDraft.EXPIRES);
        pair.assertAdmitted();
        pair.at(Playout.SETTINGS.maximumSession()).assertRefused(Refusal.TICKET_EXPIRED);
    }

    @Test
    void aPairContinuesTheSession() {
        Decision.Admitted admitted = pair(new Playout().ticket(), Place.QUERY, TOKEN, Place.HEADER).assertAdmitted();
        assertThat(admitted.opensSession()).isFalse();
    }

    @Test
    void ofAPairNothingIsKnownWithoutKeys() {
        pair(new Playout().ticket(), Place.QUERY, TOKEN, Place.HEADER).noKeys()
                .assertUnavailable(Outage.KEYS_MISSING);
    }

    private static void ambiguous(String first, Place firstPlace, String second, Place secondPlace) {
        pair(first, firstPlace, second, secondPlace).assertRefused(Refusal.CREDENTIAL_AMBIGUOUS);
    }

    private static Playout pair(String first, Place firstPlace, String second, Place secondPlace) {
        return new Playout().credentials(new CredentialText(first, firstPlace),
                new CredentialText(second, secondPlace));
    }
}
