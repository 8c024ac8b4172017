package dev.playgate.token;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

import dev.playgate.stream.StreamName;
import dev.playgate.viewer.IpRange;

/** Writes playback tokens (product section 3). What it writes, {@link TokenVerifier} reads as the same claims. */
public final class TokenSigner {

    /**
     * The compact token of the claims.
     *
     * @param claims times to the second; the issuer is that of the key
     * @param cust the customer's own data as JSON, carried as it is written
     * @return empty when {@code cust} is not JSON, or the token would be beyond the caps of security A6: 4096
     *         characters, a depth of 8, 64 members
     */
    public Optional<CompactToken> sign(PlaybackClaims claims, Optional<String> cust, SigningKey key) {
        if (cust.isPresent() && StrictJson.readValue(cust.get()).isEmpty()) {
            return Optional.empty();
        }
        AdmittedKey publicHalf = key.publicHalf();
        ObjectNode header = StrictJson.newObject().put("alg", publicHalf.algorithm().joseName())
                .put("kid", publicHalf.kid()).put("typ", "JWT");
        String signed = encode(header) + "." + encode(payload(claims, cust));
        byte[] signature = key.sign(signed.getBytes(StandardCharsets.US_ASCII));
        CompactToken token = new CompactToken(signed + "." + Base64Url.encode(signature));
        return isWithinCaps(token) ? Optional.of(token) : Optional.empty();
    }

    private static boolean isWithinCaps(CompactToken token) {
        try {
            TokenText.of(token);
            return true;
        } catch (FaultyToken e) {
            return false;
        }
    }

    private static ObjectNode payload(PlaybackClaims claims, Optional<String> cust) {
        ObjectNode payload = StrictJson.newObject().put("iss", claims.issuer()).put("aud", "splay")
                .put("sub", claims.organisation().toString()).put("jti", claims.jti());
        claims.issuedAt().ifPresent(time -> payload.put("iat", seconds(time)));
        claims.notBefore().ifPresent(time -> payload.put("nbf", seconds(time)));
        payload.put("exp", seconds(claims.expiresAt()));
        switch (claims.scope()) {
            case Scope.Streams(var names) -> {
                ArrayNode streams = payload.putArray("streams");
                names.stream().map(StreamName::value).sorted().forEach(streams::add);
            }
            case Scope.Group(var group) -> payload.put("groupid", group.toString());
            case Scope.Organisation() -> payload.put("orgawide", true);
        }
        claims.domain().ifPresent(domain -> payload.put("domain", domain.toString()));
        putFlag(payload, "domainOptional", claims.domainOptional());
        putAddresses(payload, claims.addresses());
        claims.user().ifPresent(user -> payload.put("user", user));
        claims.tag().ifPresent(tag -> payload.put("tag", tag));
        cust.ifPresent(json -> payload.putRawValue("cust", new RawValue(json)));
        putFlag(payload, "revocable", claims.revocable());
        putFlag(payload, "forceDisconnect", claims.forceDisconnect());
        claims.sessions().ifPresent(number -> payload.put("sessions", number));
        return payload;
    }

    private static void putAddresses(ObjectNode payload, List<IpRange> addresses) {
        if (addresses.size() == 1) {
            payload.put("ip", addresses.getFirst().toString());
        } else if (!addresses.isEmpty()) {
            ArrayNode array = payload.putArray("ip");
            addresses.forEach(range -> array.add(range.toString()));
        }
    }

    private static void putFlag(ObjectNode payload, String claim, boolean value) {
        if (value) {
            payload.put(claim, true);
        }
    }

    private static long seconds(Instant time) {
        if (time.getNano() != 0) {
            throw new IllegalArgumentException("the times of a token are whole seconds");
        }
        return time.getEpochSecond();
    }

    private static String encode(ObjectNode object) {
        return Base64Url.encode(StrictJson.write(object).getBytes(StandardCharsets.UTF_8));
    }
}
