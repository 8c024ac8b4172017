package dev.playgate.control.issue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;

import dev.playgate.stream.StreamName;
import dev.playgate.token.PlaybackClaims;
import dev.playgate.token.Scope;
import dev.playgate.viewer.DomainPattern;
import dev.playgate.viewer.IpRange;

/** The claims of a token as product section 3 names them, but for the customer's own data; never the token. */
@Schema(name = "Claims")
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record TokenClaims(String iss, String sub, String jti, Optional<Long> iat, Optional<Long> nbf, long exp,
        Optional<List<String>> streams, Optional<String> groupid, Optional<Boolean> orgawide, Optional<String> domain,
        boolean domainOptional, List<String> ip, Optional<String> user, Optional<String> tag, boolean revocable,
        boolean forceDisconnect, Optional<Integer> sessions) {

    public TokenClaims {
        ip = List.copyOf(ip);
    }

    static TokenClaims of(PlaybackClaims claims) {
        Scope scope = claims.scope();
        return new TokenClaims(claims.issuer(), claims.organisation().toString(), claims.jti(),
                claims.issuedAt().map(Instant::getEpochSecond), claims.notBefore().map(Instant::getEpochSecond),
                claims.expiresAt().getEpochSecond(),
                scope instanceof Scope.Streams(var names)
                        ? Optional.of(names.stream().map(StreamName::value).sorted().toList())
                        : Optional.empty(),
                scope instanceof Scope.Group(var group) ? Optional.of(group.toString()) : Optional.empty(),
                scope instanceof Scope.Organisation ? Optional.of(true) : Optional.empty(),
                claims.domain().map(DomainPattern::toString), claims.domainOptional(),
                claims.addresses().stream().map(IpRange::toString).toList(), claims.user(), claims.tag(),
                claims.revocable(), claims.forceDisconnect(), claims.sessions());
    }
}
