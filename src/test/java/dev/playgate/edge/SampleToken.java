package dev.playgate.edge;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.StreamName;
import dev.playgate.token.PlaybackClaims;
import dev.playgate.token.Scope;
import dev.playgate.viewer.IpRange;

/** Claims of a token for the sample registry, valid for an hour until spoilt. */
record SampleToken(OrganisationId organisation, Scope scope, Instant issuedAt, Instant expiresAt,
        boolean forceDisconnect, List<IpRange> addresses) {

    static SampleToken at(Instant now) {
        return new SampleToken(OrganisationId.of("5f2c9a04-7d31-4c8e-9b1a-d0e6f3a7c001"),
                new Scope.Streams(Set.of(new StreamName("Demo1-live1"), new StreamName("Demo1-live2"))), now,
                now.plus(Duration.ofHours(1)), false, List.of());
    }

    SampleToken orgawide() {
        return new SampleToken(organisation, new Scope.Organisation(), issuedAt, expiresAt, forceDisconnect, addresses);
    }

    SampleToken lasting(Duration duration) {
        return new SampleToken(organisation, scope, issuedAt, issuedAt.plus(duration), forceDisconnect, addresses);
    }

    SampleToken withForceDisconnect() {
        return new SampleToken(organisation, scope, issuedAt, expiresAt, true, addresses);
    }

    SampleToken from(String address) {
        return new SampleToken(organisation, scope, issuedAt, expiresAt, forceDisconnect,
                List.of(IpRange.parse(address).orElseThrow()));
    }

    PlaybackClaims claims() {
        return new PlaybackClaims("playgate", organisation, UUID.randomUUID().toString(), Optional.of(issuedAt),
                Optional.of(issuedAt), expiresAt, scope, Optional.empty(), false, addresses, Optional.empty(),
                Optional.empty(), false, forceDisconnect);
    }
}
