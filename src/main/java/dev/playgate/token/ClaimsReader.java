package dev.playgate.token;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.playgate.stream.OrganisationId;
import dev.playgate.viewer.DomainPattern;
import dev.playgate.viewer.IpRange;

/** The claims of product section 3. Claims that it does not name are ignored. */
final class ClaimsReader {

    private static final String AUDIENCE = "splay";
    private static final int MAX_ADDRESSES = 10;
    private static final int MAX_LABEL_LENGTH = 256;

    private final ObjectNode claims;

    private ClaimsReader(ObjectNode claims) {
        this.claims = claims;
    }

    /** @param issuer that of the key */
    static PlaybackClaims read(ObjectNode claims, String issuer) throws FaultyToken {
        return new ClaimsReader(claims).read(issuer);
    }

    /** The organisation that the claims say they are for; whether it is so, the signature tells. */
    static Optional<OrganisationId> subject(ObjectNode claims) {
        return claims.path("sub").stringValueOpt().flatMap(CanonicalId::organisation);
    }

    private PlaybackClaims read(String issuer) throws FaultyToken {
        if (!text("iss", TokenFault.ISSUER).equals(Optional.of(issuer))) {
            throw new FaultyToken(TokenFault.ISSUER);
        }
        if (!text("aud", TokenFault.AUDIENCE).equals(Optional.of(AUDIENCE))) {
            throw new FaultyToken(TokenFault.AUDIENCE);
        }
        OrganisationId organisation = subject(claims).orElseThrow(() -> new FaultyToken(TokenFault.SUBJECT));
        Instant expiresAt = time("exp").orElseThrow(() -> new FaultyToken(TokenFault.EXPIRY_MISSING));
        Optional<Instant> issuedAt = time("iat");
        Optional<Instant> statedStart = time("nbf");
        // One object where they say one time: it is kept for as long as the proof.
        Optional<Instant> notBefore = statedStart.isEmpty() || statedStart.equals(issuedAt) ? issuedAt : statedStart;
        if (notBefore.isPresent() && !notBefore.get().isBefore(expiresAt)) {
            throw new FaultyToken(TokenFault.TIME);
        }
        Scope scope = ScopeClaims.read(claims);
        Optional<DomainPattern> domain = domain();
        List<IpRange> addresses = addresses();
        String jti = text("jti", TokenFault.CLAIM).filter(PrintableAscii::isName)
                .orElseThrow(() -> new FaultyToken(TokenFault.CLAIM));
        return new PlaybackClaims(issuer, organisation, jti, issuedAt, notBefore, expiresAt, scope, domain,
                flag("domainOptional"), addresses, label("user"), label("tag"), flag("revocable"),
                flag("forceDisconnect"), sessions());
    }

    private Optional<Instant> time(String claim) throws FaultyToken {
        JsonNode value = claims.path(claim);
        return value.isMissingNode() ? Optional.empty() : Optional.of(NumericDate.read(value));
    }

    private Optional<DomainPattern> domain() throws FaultyToken {
        Optional<String> text = text("domain", TokenFault.DOMAIN);
        Optional<DomainPattern> domain = text.flatMap(DomainPattern::parse);
        if (text.isPresent() && domain.isEmpty()) {
            throw new FaultyToken(TokenFault.DOMAIN);
        }
        return domain;
    }

    private List<IpRange> addresses() throws FaultyToken {
        JsonNode value = claims.path("ip");
        if (value.isMissingNode()) {
            return List.of();
        }
        List<JsonNode> entries = value.isArray() ? value.valueStream().toList() : List.of(value);
        List<IpRange> ranges = entries.stream()
                .flatMap(entry -> entry.stringValueOpt().flatMap(IpRange::parse).stream()).toList();
        if (entries.isEmpty() || entries.size() > MAX_ADDRESSES || ranges.size() < entries.size()) {
            throw new FaultyToken(TokenFault.ADDRESS);
        }
        return ranges;
    }

    private Optional<Integer> sessions() throws FaultyToken {
        JsonNode value = claims.path("sessions");
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 1
                || value.intValue() > PlaybackClaims.MAXIMUM_SESSIONS) {
            throw new FaultyToken(TokenFault.CLAIM);
        }
        return Optional.of(value.intValue());
    }

    private Optional<String> label(String claim) throws FaultyToken {
        Optional<String> text = text(claim, TokenFault.CLAIM);
        if (text.isPresent() && (text.get().length() > MAX_LABEL_LENGTH
                || text.get().chars().anyMatch(Character::isISOControl))) {
            throw new FaultyToken(TokenFault.CLAIM);
        }
        return text;
    }

    private boolean flag(String claim) throws FaultyToken {
        JsonNode value = claims.path(claim);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw new FaultyToken(TokenFault.CLAIM);
        }
        return value.asBoolean(false);
    }

    private Optional<String> text(String claim, TokenFault ifNotText) throws FaultyToken {
        JsonNode value = claims.path(claim);
        if (!value.isMissingNode() && !value.isString()) {
            throw new FaultyToken(ifNotText);
        }
        return value.stringValueOpt();
    }
}
