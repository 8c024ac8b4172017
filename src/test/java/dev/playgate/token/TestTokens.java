package dev.playgate.token;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.playgate.stream.GroupId;
import dev.playgate.stream.OrganisationId;

/**
 * A valid playback token, and what a test spoils of it. Tokens are made from JSON text, so that they can hold what no
 * writer of JSON would write.
 */
public final class TestTokens {

    public static final String ISSUER = "https://playgate.test";
    public static final String RIVAL_ISSUER = "https://rival.test";
    public static final OrganisationId DEMO = OrganisationId.of("11111111-1111-4111-8111-111111111111");
    public static final OrganisationId RIVAL = OrganisationId.of("22222222-2222-4222-8222-222222222222");
    public static final GroupId GROUP = GroupId.of("33333333-3333-4333-8333-333333333333");
    public static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
    /** When {@link #valid} was issued: a minute ago. */
    public static final Instant ISSUED = NOW.minusSeconds(60);
    /** When {@link #valid} expires: in an hour. */
    public static final Instant EXPIRES = NOW.plusSeconds(3600);

    /** Platform keys. */
    public static final TestKey RSA = TestKey.generate("rsa-1", TokenAlgorithm.RS256);
    public static final TestKey EC = TestKey.generate("ec-1", TokenAlgorithm.ES256);
    public static final TestKey ED = TestKey.generate("ed-1", TokenAlgorithm.EDDSA);
    /** The own key of {@link #RIVAL}. */
    public static final TestKey RIVALS = TestKey.generate("own-1", TokenAlgorithm.EDDSA);
    /** In force nowhere. */
    public static final TestKey STRANGER = TestKey.generate("rsa-1", TokenAlgorithm.RS256);

    private static final KeySet KEYS = KeySet.of(1, List.of(platform(RSA), platform(EC), platform(ED),
            new VerificationKey(RIVALS.admitted(), RIVAL_ISSUER, Optional.of(RIVAL))));

    private TestTokens() {
    }

    /** The platform's keys and the own key of {@link #RIVAL}. */
    public static KeySet keys() {
        return KEYS;
    }

    public static VerificationKey platform(TestKey key) {
        return new VerificationKey(key.admitted(), ISSUER, Optional.empty());
    }

    /** Of {@link #DEMO}, for all its streams, under {@link #RSA}; with a {@code jti} of its own. */
    public static Builder valid() {
        Map<String, String> claims = new LinkedHashMap<>();
        claims.put("iss", quote(ISSUER));
        claims.put("aud", quote("splay"));
        claims.put("sub", quote(DEMO.toString()));
        claims.put("jti", quote(UUID.randomUUID().toString()));
        claims.put("iat", Long.toString(ISSUED.getEpochSecond()));
        claims.put("nbf", Long.toString(ISSUED.getEpochSecond()));
        claims.put("exp", Long.toString(EXPIRES.getEpochSecond()));
        claims.put("orgawide", "true");
        return new Builder(Map.of(), claims, RSA).signedBy(RSA);
    }

    /** What these texts are in compact form, whatever they are. */
    public static String compact(String header, String payload, TestKey key) {
        String signed = encode(header) + "." + encode(payload);
        return signed + "." + TestKey.base64(key.sign(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    public static String encode(String text) {
        return TestKey.base64(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Text as JSON; does not escape. */
    public static String quote(String text) {
        return '"' + text + '"';
    }

    /** What the verifier makes of a valid token. Fails for any other. */
    public static VerifiedToken proved(Builder token) {
        return ((Proof.Proved) new TokenVerifier().verify(token.token(), KEYS)).token();
    }

    /** A token on its way; each change gives another one. */
    public static final class Builder {

        private final Map<String, String> header;
        private final Map<String, String> claims;
        private final TestKey key;

        private Builder(Map<String, String> header, Map<String, String> claims, TestKey key) {
            this.header = header;
            this.claims = claims;
            this.key = key;
        }

        /** The claim has this JSON as its value. */
        public Builder with(String claim, String json) {
            return new Builder(header, changed(claims, claim, Optional.of(json)), key);
        }

        public Builder without(String claim) {
            return new Builder(header, changed(claims, claim, Optional.empty()), key);
        }

        public Builder withHeader(String member, String json) {
            return new Builder(changed(header, member, Optional.of(json)), claims, key);
        }

        public Builder withoutHeader(String member) {
            return new Builder(changed(header, member, Optional.empty()), claims, key);
        }

        /** With the header that belongs to the key. */
        public Builder signedBy(TestKey other) {
            Map<String, String> fitting = new LinkedHashMap<>();
            fitting.put("alg", quote(other.algorithm().joseName()));
            fitting.put("kid", quote(other.kid()));
            fitting.put("typ", quote("JWT"));
            return new Builder(fitting, claims, other);
        }

        public String header() {
            return object(header);
        }

        public String payload() {
            return object(claims);
        }

        public String text() {
            return compact(header(), payload(), key);
        }

        public CompactToken token() {
            return new CompactToken(text());
        }

        private static Map<String, String> changed(Map<String, String> members, String name, Optional<String> json) {
            Map<String, String> changed = new LinkedHashMap<>(members);
            json.ifPresentOrElse(value -> changed.put(name, value), () -> changed.remove(name));
            return changed;
        }

        private static String object(Map<String, String> members) {
            return members.entrySet().stream().map(member -> quote(member.getKey()) + ":" + member.getValue())
                    .collect(Collectors.joining(",", "{", "}"));
        }
    }
}
