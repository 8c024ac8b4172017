package dev.playgate.h5live;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import tools.jackson.databind.json.JsonMapper;

import dev.playgate.token.TestKey;
import dev.playgate.token.TokenAlgorithm;

/** An organisation's own key, which signs what the API would not issue. */
final class TestIssuer {

    private final TestKey key;
    private final String organisation;

    TestIssuer(String kid, String organisation) {
        key = TestKey.generate(kid, TokenAlgorithm.ES256);
        this.organisation = organisation;
    }

    /** The body of {@code PUT /api/v1/organisation/token-keys}. */
    String keys() {
        return "{\"keys\":[" + key.jwk() + "]}";
    }

    /** A token that is good until {@code expires}, which may be past, for the streams. */
    String token(Instant expires, String... streams) {
        return token(expires, Map.of(), streams);
    }

    /** @param further claims */
    String token(Instant expires, Map<String, Object> further, String... streams) {
        long begins = expires.getEpochSecond() - 3600;
        Map<String, Object> claims = new LinkedHashMap<>(Map.of("iss", "playgate", "aud", "splay", "sub", organisation,
                "jti", UUID.randomUUID().toString(), "iat", begins, "nbf", begins, "exp", expires.getEpochSecond(),
                "streams", streams));
        claims.putAll(further);
        String signed = encoded("{\"alg\":\"ES256\",\"kid\":\"%s\",\"typ\":\"JWT\"}".formatted(key.kid())) + "."
                + encoded(JsonMapper.shared().writeValueAsString(claims));
        return signed + "." + Base64.getUrlEncoder().withoutPadding()
                .encodeToString(key.sign(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
