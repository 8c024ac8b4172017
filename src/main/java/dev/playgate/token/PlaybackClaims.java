package dev.playgate.token;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.playgate.stream.OrganisationId;
import dev.playgate.viewer.DomainPattern;
import dev.playgate.viewer.IpRange;

/**
 * The claims of a playback token (product section 3), well-formed, not judged.
 *
 * @param issuedAt claim {@code iat}
 * @param notBefore claim {@code nbf}, else {@code iat}; empty: no lower bound
 * @param expiresAt claim {@code exp}
 * @param domain claim {@code domain}
 * @param domainOptional claim {@code domainOptional}: a request without evidence of a page is not refused (security C3)
 * @param addresses claim {@code ip}; empty: any address
 * @param user claim {@code user}; identification only
 * @param tag claim {@code tag}; tracking only
 */
public record PlaybackClaims(String issuer, OrganisationId organisation, String jti, Optional<Instant> issuedAt,
        Optional<Instant> notBefore, Instant expiresAt, Scope scope, Optional<DomainPattern> domain,
        boolean domainOptional, List<IpRange> addresses, Optional<String> user, Optional<String> tag,
        boolean revocable, boolean forceDisconnect) {

    public PlaybackClaims {
        addresses = List.copyOf(addresses);
    }
}
