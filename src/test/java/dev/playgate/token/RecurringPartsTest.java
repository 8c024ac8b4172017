package dev.playgate.token;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.StreamName;

import static org.assertj.core.api.Assertions.assertThat;

class RecurringPartsTest {

    private final RecurringParts recurring = new RecurringParts();

    private static PlaybackClaims claims(String jti, String stream, String tag) {
        return new PlaybackClaims("https://issuer.example", OrganisationId.of("00000000-0000-4000-8000-000000000001"),
                jti,
                Optional.empty(), Optional.empty(), Instant.EPOCH, new Scope.Streams(Set.of(new StreamName(stream))),
                Optional.empty(), false, List.of(), Optional.of("user"), Optional.of(tag), false, false);
    }

    @Test
    void whatIsEqualIsOneObjectAndTheClaimsStayTheSame() {
        PlaybackClaims first = recurring.share(claims("a", "s", "t")).claims();
        PlaybackClaims second = recurring.share(claims("b", "s", "t")).claims();
        assertThat(second).isEqualTo(claims("b", "s", "t"));
        assertThat(second.organisation()).isSameAs(first.organisation());
        assertThat(second.scope()).isSameAs(first.scope());
        assertThat(second.tag()).isSameAs(first.tag());
    }

    @Test
    void onlyTheFirstPaysForWhatIsShared() {
        int first = recurring.share(claims("a", "s", "t")).bytes();
        int second = recurring.share(claims("b", "s", "t")).bytes();
        int otherStream = recurring.share(claims("c", "other", "t")).bytes();
        assertThat(second).isLessThan(first);
        assertThat(otherStream).isEqualTo(second + RecurringParts.ELEMENT_BYTES);
        assertThat(recurring.share(claims("d", "s", "a longer tag")).bytes()).isGreaterThan(second);
    }
}
