package dev.playgate.token;

import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.playgate.token.TestTokens.EC;
import static dev.playgate.token.TestTokens.ED;
import static dev.playgate.token.TestTokens.RSA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DisplayName("A2 keys are admitted when loaded")
class JwkSetsTest {

    @Test
    void threeKindsOfKeys() throws KeyMaterialException {
        List<AdmittedKey> keys = JwkSets.parse(set(RSA.jwk(), EC.jwk(), ED.jwk()));
        assertThat(keys).extracting(AdmittedKey::kid).containsExactly("rsa-1", "ec-1", "ed-1");
        assertThat(keys).extracting(AdmittedKey::algorithm).containsExactly(TokenAlgorithm.RS256,
                TokenAlgorithm.ES256, TokenAlgorithm.EDDSA);
        assertThat(keys).extracting(AdmittedKey::publicKey).containsExactly(RSA.pair().getPublic(),
                EC.pair().getPublic(), ED.pair().getPublic());
    }

    @Test
    void whatOthersWriteBesideIsLeftAlone() throws KeyMaterialException {
        String key = with(RSA.jwk(), "\"use\":\"sig\",\"key_ops\":[\"verify\",\"wrapKey\"],\"alg\":\"RS256\","
                + "\"x5c\":[\"AAAA\"],\"other\":{\"a\":1}");
        assertThat(JwkSets.parse("{\"keys\":[" + key + "],\"other\":1}")).containsExactly(RSA.admitted());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "[]", "{}", "{\"keys\":{}}", "{\"keys\":null}", "{\"keys\":[1]}",
            "{\"keys\":[[]]}", "{\"keys\":[]", "{\"keys\":[],\"keys\":[]}", "{\"KEYS\":[]}"})
    void notASet(String json) {
        assertFaults(json, "not a JWK set: JSON with an array of objects named keys");
    }

    @Test
    void anEmptySetIsRefused() {
        assertFaults("{\"keys\":[]}", "the JWK set is empty");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        "use":"enc"                        | use is not sig
        "use":"SIG"                        | use is not sig
        "use":1                            | use is not sig
        "key_ops":[]                       | key_ops has no verify
        "key_ops":["sign"]                 | key_ops has no verify
        "key_ops":"verify"                 | key_ops has no verify
        "key_ops":null                     | key_ops has no verify
        "alg":"RS512"                      | alg is not RS256
        "alg":"PS256"                      | alg is not RS256
        "alg":"none"                       | alg is not RS256
        "alg":null                         | alg is not RS256
        "d":"AAAA"                         | holds private or symmetric key material, where public keys alone belong
        "p":"AAAA"                         | holds private or symmetric key material, where public keys alone belong
        "q":"AAAA"                         | holds private or symmetric key material, where public keys alone belong
        "dp":"AAAA"                        | holds private or symmetric key material, where public keys alone belong
        "dq":"AAAA"                        | holds private or symmetric key material, where public keys alone belong
        "qi":"AAAA"                        | holds private or symmetric key material, where public keys alone belong
        "oth":[]                           | holds private or symmetric key material, where public keys alone belong
        "k":"AAAA"                         | holds private or symmetric key material, where public keys alone belong
        """)
    void oneMemberTooMany(String member, String fault) {
        assertFaults(set(with(RSA.jwk(), member)), "key 1 (rsa-1): " + fault);
    }

    @Test
    void theAlgorithmOfEachKindOfKey() throws KeyMaterialException {
        assertThat(JwkSets.parse(set(with(EC.jwk(), "\"alg\":\"ES256\""), with(ED.jwk(), "\"alg\":\"EdDSA\""))))
                .hasSize(2);
        assertFaults(set(with(EC.jwk(), "\"alg\":\"RS256\""), with(ED.jwk(), "\"alg\":\"ES256\"")),
                "key 1 (ec-1): alg is not ES256", "key 2 (ed-1): alg is not EdDSA");
    }

    @ParameterizedTest
    @MethodSource("kids")
    void kid(String kid) {
        assertFaults(set("{\"kty\":\"EC\"" + kid + "}"),
                "key 1: kid is not 1 to 128 characters of printable ASCII",
                "key 1: kty and crv are none of RSA, EC with P-256, OKP with Ed25519");
    }

    static Stream<String> kids() {
        return Stream.of("", ",\"kid\":\"\"", ",\"kid\":1", ",\"kid\":null", ",\"kid\":\"é\"", ",\"kid\":\"a\\nb\"",
                ",\"kid\":\"" + "a".repeat(129) + "\"");
    }

    @Test
    void kidsAreUnique() {
        assertFaults(set(RSA.jwk(), ED.jwk(), EC.named("rsa-1").jwk()),
                "key 3 (rsa-1): another key of the set has this kid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"kty\":\"oct\"", "\"kty\":\"rsa\"", "\"kty\":\"EC\",\"crv\":\"P-384\"",
            "\"kty\":\"EC\",\"crv\":\"secp256k1\"", "\"kty\":\"EC\",\"crv\":\"Ed25519\"",
            "\"kty\":\"OKP\",\"crv\":\"Ed448\"", "\"kty\":\"OKP\",\"crv\":\"X25519\"", "\"kty\":\"OKP\"",
            "\"kty\":\"AKP\"", "\"kty\":1", "\"crv\":\"P-256\""})
    void otherKindsOfKeys(String members) {
        assertFaults(set("{\"kid\":\"a\"," + members + "}"),
                "key 1 (a): kty and crv are none of RSA, EC with P-256, OKP with Ed25519");
    }

    @Test
    void symmetricKeys() {
        assertFaults(set("{\"kid\":\"a\",\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}"),
                "key 1 (a): holds private or symmetric key material, where public keys alone belong",
                "key 1 (a): kty and crv are none of RSA, EC with P-256, OKP with Ed25519");
    }

    @Test
    void allFaultsOfAllKeysAtOnce() {
        assertFaults(set(with(RSA.jwk(), "\"use\":\"enc\",\"key_ops\":[],\"alg\":\"A\""), rsa(BigInteger.ONE, "AQAB"),
                "{\"kid\":\"b\",\"kty\":\"EC\",\"crv\":\"P-256\"}"), "key 1 (rsa-1): use is not sig",
                "key 1 (rsa-1): key_ops has no verify", "key 1 (rsa-1): alg is not RS256",
                "key 2 (a): n has 1 bits; an odd number of 2048 to 4096 bits is admitted",
                "key 3 (b): x is missing or not base64url", "key 3 (b): y is missing or not base64url");
    }

    @ParameterizedTest
    @DisplayName("A2 RSA: 2048 to 4096 bits")
    @CsvSource({"2047, false", "2048, true", "4096, true", "4097, false", "1024, false", "8192, false"})
    void rsaModulus(int bits, boolean admitted) throws KeyMaterialException {
        BigInteger odd = BigInteger.ONE.shiftLeft(bits - 1).add(BigInteger.ONE);
        if (admitted) {
            assertThat(JwkSets.parse(set(rsa(odd, "AQAB")))).hasSize(1);
        } else {
            assertFaults(set(rsa(odd, "AQAB")),
                    "key 1 (a): n has " + bits + " bits; an odd number of 2048 to 4096 bits is admitted");
        }
        assertFaults(set(rsa(odd.subtract(BigInteger.ONE), "AQAB")),
                "key 1 (a): n has " + bits + " bits; an odd number of 2048 to 4096 bits is admitted");
    }

    @ParameterizedTest
    @DisplayName("A2 RSA: an odd e from 65537")
    @CsvSource({"1, false", "3, false", "65535, false", "65536, false", "65537, true", "65538, false", "65539, true",
            "4294967295, true", "4294967296, false", "4294967297, false"})
    void rsaExponent(long exponent, boolean admitted) throws KeyMaterialException {
        BigInteger modulus = ((RSAPublicKey) RSA.pair().getPublic()).getModulus();
        String json = set(rsa(modulus, TestKey.number(BigInteger.valueOf(exponent), 0)));
        if (admitted) {
            assertThat(JwkSets.parse(json)).hasSize(1);
        } else {
            assertFaults(json, "key 1 (a): e is not an odd number from 65537 to 32 bits");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "=", "A", "AQAB=", "AQ AB", "AQ+B", "AQAC "})
    void notBase64url(String e) {
        BigInteger modulus = ((RSAPublicKey) RSA.pair().getPublic()).getModulus();
        assertFaults(set(rsa(modulus, e)), "key 1 (a): e is missing or not base64url");
    }

    @Test
    @DisplayName("A2 P-256: the point is on the curve")
    void p256Point() {
        String zero = TestKey.base64(new byte[32]);
        assertFaults(set(ec(zero, zero)), "key 1 (a): x and y are no point of P-256");
        String jwk = EC.jwk();
        String x = member(jwk, "x");
        String y = member(jwk, "y");
        assertFaults(set(ec(y, x)), "key 1 (a): x and y are no point of P-256");
        assertFaults(set(ec(x, x)), "key 1 (a): x and y are no point of P-256");
        BigInteger prime = new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
        assertFaults(set(ec(TestKey.number(prime, 32), y)), "key 1 (a): x and y are no point of P-256");
    }

    @Test
    @DisplayName("A2 P-256: coordinates below the prime, though the curve's equation holds above it as well")
    void p256Canonical() {
        BigInteger prime = new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
        // x = 5 is on the curve; its other spelling x + p has 32 bytes too.
        BigInteger y = new BigInteger("459243b9aa581806fe913bce99817ade11ca503c64d9a3c533415c083248fbcc", 16);
        assertThat(y.pow(2).subtract(BigInteger.valueOf(5 * 5 * 5 - 3 * 5)).subtract(
                new BigInteger("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b", 16)).mod(prime))
                .isZero();
        assertThat(admits(ec(TestKey.number(BigInteger.valueOf(5), 32), TestKey.number(y, 32)))).isTrue();
        assertThat(admits(ec(TestKey.number(prime.add(BigInteger.valueOf(5)), 32), TestKey.number(y, 32)))).isFalse();
        BigInteger ofZero = new BigInteger("66485c780e2f83d72433bd5d84a06bb6541c2af31dae871728bf856a174f93f4", 16);
        assertThat(admits(ec(TestKey.number(BigInteger.ZERO, 32), TestKey.number(ofZero, 32)))).isTrue();
        assertThat(admits(ec(TestKey.number(prime, 32), TestKey.number(ofZero, 32)))).isFalse();
    }

    @Test
    @DisplayName("RFC 7518 section 6.2.1.2: coordinates in full length")
    void coordinateLength() {
        assertFaults(set(ec("AAAA", TestKey.base64(new byte[33]))), "key 1 (a): x has not 32 bytes",
                "key 1 (a): y has not 32 bytes");
        assertFaults(set(ed(new byte[31])), "key 1 (a): x has not 32 bytes");
    }

    @ParameterizedTest
    @DisplayName("A2 Ed25519: a point of the curve, in its only spelling, not of small order")
    @MethodSource("badEd25519")
    void ed25519(String hex) {
        assertFaults(set(ed(HexFormat.of().parseHex(hex))),
                "key 1 (a): x is no point of Ed25519, or one of small order");
    }

    static Stream<Arguments> badEd25519() {
        String zeros = "00".repeat(30);
        String ones = "ff".repeat(30);
        return Stream.of("00" + zeros + "00", "00" + zeros + "80", "01" + zeros + "00", "01" + zeros + "80",
                "ec" + ones + "7f", "ec" + ones + "ff", "ed" + ones + "7f", "ed" + ones + "ff", "ee" + ones + "7f",
                "f0" + ones + "7f", "02" + zeros + "00",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa").map(Arguments::of);
    }

    @Test
    void faultsHoldNoMaterial() {
        String jwk = with(RSA.jwk(), "\"d\":\"c2VjcmV0\",\"use\":\"c2VjcmV0\",\"alg\":\"c2VjcmV0\"");
        assertThatExceptionOfType(KeyMaterialException.class).isThrownBy(() -> JwkSets.parse(set(jwk)))
                .satisfies(e -> assertThat(e.getMessage() + e.faults()).doesNotContain("c2VjcmV0")
                        .doesNotContain(member(jwk, "n")))
                .withMessageStartingWith("key 1 (rsa-1): holds").withMessageContaining("; key 1 (rsa-1): use");
    }

    @Test
    void aKeyTellsItsName() {
        assertThat(RSA.admitted()).hasToString("AdmittedKey[rsa-1, RS256]");
    }

    @Test
    void keysAreEqualByWhatTheyAre() {
        assertThat(RSA.admitted()).isEqualTo(RSA.admitted()).hasSameHashCodeAs(RSA.admitted())
                .isNotEqualTo(TestTokens.STRANGER.admitted()).isNotEqualTo(RSA.named("other").admitted())
                .isNotEqualTo("rsa-1");
        assertThat(RSA.admitted().hashCode()).isNotEqualTo(EC.admitted().hashCode());
        assertThat(new AdmittedKey("rsa-1", TokenAlgorithm.ES256, RSA.pair().getPublic()))
                .isNotEqualTo(RSA.admitted());
    }

    static String set(String... keys) {
        return Stream.of(keys).collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    static String with(String jwk, String members) {
        return jwk.substring(0, jwk.length() - 1) + "," + members + "}";
    }

    private static void assertFaults(String json, String... faults) {
        assertThatExceptionOfType(KeyMaterialException.class).isThrownBy(() -> JwkSets.parse(json))
                .satisfies(e -> assertThat(e.faults()).containsExactly(faults));
    }

    private static boolean admits(String jwk) {
        try {
            return !JwkSets.parse(set(jwk)).isEmpty();
        } catch (KeyMaterialException e) {
            return false;
        }
    }

    private static String rsa(BigInteger n, String e) {
        return "{\"kty\":\"RSA\",\"kid\":\"a\",\"n\":\"" + TestKey.number(n, 0) + "\",\"e\":\"" + e + "\"}";
    }

    private static String ec(String x, String y) {
        return "{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"a\",\"x\":\"" + x + "\",\"y\":\"" + y + "\"}";
    }

    private static String ed(byte[] x) {
        return "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"a\",\"x\":\"" + TestKey.base64(x) + "\"}";
    }

    private static String member(String jwk, String name) {
        return StrictJson.readObject(jwk, 10).orElseThrow().path(name).stringValue();
    }
}
