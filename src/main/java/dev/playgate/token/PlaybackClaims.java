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
 * @param sessions claim {@code sessions}: how many may run at once, 1 to 1000; empty: the token does not say
 */
public record PlaybackClaims(String issuer, OrganisationId organisation, String jti, Optional<Instant> issuedAt,
        Optional<Instant> notBefore, Instant expiresAt, Scope scope, Optional<DomainPattern> domain,
        boolean domainOptional, List<IpRange> addresses, Optional<String> user, Optional<String> tag,
        boolean revocable, boolean forceDisconnect, Optional<Integer> sessions) {

    /** How many sessions a claim may allow. */
    public static final int MAXIMUM_SESSIONS = 1000;

    /** Throws {@link IllegalArgumentException} for a number of sessions that is not 1 to {@value #MAXIMUM_SESSIONS}. */
    public PlaybackClaims {
        addresses = List.copyOf(addresses);
        if (sessions.isPresent() && (sessions.get() < 1 || sessions.get() > MAXIMUM_SESSIONS)) {
            throw new IllegalArgumentException("sessions is not between 1 and " + MAXIMUM_SESSIONS);
        }
    }

    /** For as many sessions as there may be. */
    public PlaybackClaims(String issuer, OrganisationId organisation, String jti, Optional<Instant> issuedAt,
            Optional<Instant> notBefore, Instant expiresAt, Scope scope, Optional<DomainPattern> domain,
            boolean domainOptional, List<IpRange> addresses, Optional<String> user, Optional<String> tag,
            boolean revocable, boolean forceDisconnect) {
        this(issuer, organisation, jti, issuedAt, notBefore, expiresAt, scope, domain, domainOptional, addresses, user,
                tag, revocable, forceDisconnect, Optional.empty());
    }
}
