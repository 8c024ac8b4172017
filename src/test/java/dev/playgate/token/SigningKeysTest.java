package dev.playgate.token;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.interfaces.RSAPublicKey;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SigningKeysTest {

    private static final byte[] TEXT = "text".getBytes(StandardCharsets.UTF_8);

    /** A generated set, of which each test changes one thing. */
    private static final String GENERATED = generate();

    @Test
    void oneKeyOfEachAlgorithmIsGenerated() throws KeyMaterialException {
        SigningKeys keys = SigningKeys.parse(GENERATED, TokenAlgorithm.RS256);
        assertThat(keys.publicHalves()).extracting(AdmittedKey::algorithm).containsExactly(TokenAlgorithm.RS256,
                TokenAlgorithm.EDDSA);
        assertThat(keys.publicHalves()).extracting(AdmittedKey::kid).doesNotHaveDuplicates()
                .allSatisfy(kid -> assertThat(kid).hasSize(11));
        assertThat(((RSAPublicKey) keys.publicHalves().getFirst().publicKey()).getModulus().bitLength())
                .isEqualTo(2048);
        assertThat(generate()).isNotEqualTo(GENERATED);
    }

    @ParameterizedTest
    @EnumSource(value = TokenAlgorithm.class, names = {"RS256", "EDDSA"})
    void theFirstKeyOfTheAlgorithmIssues(TokenAlgorithm algorithm) throws KeyMaterialException {
        SigningKey key = SigningKeys.parse(GENERATED, algorithm).issuing();
        assertThat(key.publicHalf().algorithm()).isEqualTo(algorithm);
        assertThat(SignatureCheck.JDK.holds(key.publicHalf(), TEXT, key.sign(TEXT))).isTrue();
    }

    @Test
    @DisplayName("Rotation: a new key in front issues, the old one still verifies")
    void rotation() throws KeyMaterialException {
        ObjectNode old = set(GENERATED);
        ObjectNode both = set(generate());
        String newKid = both.at("/keys/0/kid").stringValue();
        both.withArray("keys").addAll(old.withArray("keys").valueStream().toList());
        SigningKeys keys = SigningKeys.parse(both.toString(), TokenAlgorithm.RS256);
        assertThat(keys.issuing().publicHalf().kid()).isEqualTo(newKid);
        assertThat(keys.publicHalves()).hasSize(4)
                .containsAll(SigningKeys.parse(GENERATED, TokenAlgorithm.RS256).publicHalves());
    }

    @Test
    void whatIsPublishedIsPublicAndAdmitted() throws KeyMaterialException {
        SigningKeys keys = SigningKeys.parse(GENERATED, TokenAlgorithm.RS256);
        assertThat(JwkSets.parse(keys.publicJwkSet())).isEqualTo(keys.publicHalves());
        assertThat(set(keys.publicJwkSet()).at("/keys/0").propertyNames()).containsExactlyInAnyOrder("kty", "kid",
                "use", "alg", "n", "e");
        assertThat(set(keys.publicJwkSet()).at("/keys/1").propertyNames()).containsExactlyInAnyOrder("kty", "crv",
                "kid", "use", "alg", "x");
        assertThat(set(keys.publicJwkSet()).at("/keys/1/alg").stringValue()).isEqualTo("EdDSA");
    }

    @Test
    void keysTellTheirNamesAlone() throws KeyMaterialException {
        SigningKey key = SigningKeys.parse(GENERATED, TokenAlgorithm.RS256).issuing();
        assertThat(key).hasToString("SigningKey[" + key.publicHalf().kid() + "]");
    }

    @Test
    @DisplayName("A2 the key that is to issue is missing")
    void noKeyOfTheAlgorithm() {
        ObjectNode set = set(GENERATED);
        set.withArray("keys").remove(0);
        assertFaults(set, TokenAlgorithm.RS256, "there is no key for RS256, which is to issue");
    }

    @ParameterizedTest
    @DisplayName("A2 a private key that is not admitted")
    @CsvSource(delimiter = '|', textBlock = """
        0 | d       | -        | d is missing or not base64url
        0 | p       | -        | p is missing or not base64url
        0 | q       | -        | q is missing or not base64url
        0 | dp      | -        | dp is missing or not base64url
        0 | dq      | -        | dq is missing or not base64url
        0 | qi      | -        | qi is missing or not base64url
        0 | p       | AQ       | the private half does not belong to the public one
        0 | p       | AA       | the private half does not belong to the public one
        0 | qi      | AQ       | the private half does not belong to the public one
        0 | use     | enc      | use is not sig
        0 | alg     | PS256    | alg is not RS256
        0 | key_ops | verify   | key_ops has no sign
        1 | d       | -        | d is missing or not base64url
        1 | d       | AAAA     | d has not 32 bytes
        1 | d       | AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA | the private half does not belong to the public one
        1 | x       | AAAA     | x has not 32 bytes
        """)
    void oneThingWrong(int index, String member, String value, String fault) {
        ObjectNode set = set(GENERATED);
        ObjectNode key = (ObjectNode) set.at("/keys/" + index);
        if (value.equals("-")) {
            key.remove(member);
        } else {
            key.put(member, value);
        }
        assertFaults(set, TokenAlgorithm.RS256,
                "key " + (index + 1) + " (" + key.path("kid").stringValue() + "): " + fault);
    }

    @Test
    void keyOpsWithSign() throws KeyMaterialException {
        ObjectNode set = set(GENERATED);
        ((ObjectNode) set.at("/keys/0")).putArray("key_ops").add("sign");
        assertThat(SigningKeys.parse(set.toString(), TokenAlgorithm.RS256).publicHalves()).hasSize(2);
    }

    @Test
    void publicKeysAndKeysOfEs256DoNotIssue() {
        String set = JwkSetsTest.set(TestTokens.ED.jwk(), TestTokens.EC.jwk());
        assertFaults(set(set), TokenAlgorithm.EDDSA, "key 1 (ed-1): d is missing or not base64url",
                "key 2 (ec-1): Playgate issues under RSA and Ed25519 keys alone");
    }

    @Test
    void theSameKidTwice() {
        ObjectNode set = set(GENERATED);
        ((ObjectNode) set.at("/keys/1")).put("kid", set.at("/keys/0/kid").stringValue());
        assertFaults(set, TokenAlgorithm.RS256, "key 2 (" + set.at("/keys/0/kid").stringValue()
                + "): another key of the set has this kid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "nonsense"})
    void noSet(String json) {
        assertThatExceptionOfType(KeyMaterialException.class)
                .isThrownBy(() -> SigningKeys.parse(json, TokenAlgorithm.RS256))
                .withMessage("not a JWK set: JSON with an array of objects named keys");
    }

    @Test
    void aFileThatIsThereIsLeftAlone(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("keys.json");
        Files.writeString(file, "mine");
        SigningKeyFile.generateIfMissing(file);
        assertThat(file).hasContent("mine");
    }

    @Test
    void aGeneratedFileIsForItsOwnerAlone(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("new/keys.json");
        SigningKeyFile.generateIfMissing(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    private static void assertFaults(ObjectNode set, TokenAlgorithm algorithm, String... faults) {
        assertThatExceptionOfType(KeyMaterialException.class)
                .isThrownBy(() -> SigningKeys.parse(set.toString(), algorithm))
                .satisfies(e -> assertThat(e.faults()).isEqualTo(List.of(faults)));
    }

    private static ObjectNode set(String json) {
        return StrictJson.readObject(json, 100).orElseThrow();
    }

    static String generate() {
        try {
            Path directory = Files.createTempDirectory("playgate-keys");
            Path file = directory.resolve("keys.json");
            SigningKeyFile.generateIfMissing(file);
            String json = Files.readString(file);
            Files.delete(file);
            Files.delete(directory);
            return json;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
