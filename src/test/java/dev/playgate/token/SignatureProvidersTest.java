package dev.playgate.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.playgate.token.TestTokens.EC;
import static dev.playgate.token.TestTokens.ED;
import static dev.playgate.token.TestTokens.RSA;
import static org.assertj.core.api.Assertions.assertThat;

class SignatureProvidersTest {

    private static final byte[] TEXT = "what is signed".getBytes(StandardCharsets.US_ASCII);
    private static final SignatureProviders CHOSEN = SignatureProviders.choose();

    @ParameterizedTest
    @EnumSource(TokenAlgorithm.class)
    void theJdkGivesTheKnownAnswers(TokenAlgorithm algorithm) {
        assertThat(KnownAnswers.of(algorithm)).hasSizeGreaterThan(10)
                .allMatch(answer -> answer.isGivenBy(SignatureCheck.JDK))
                .extracting(KnownAnswers.Answer::holds).contains(true, false);
    }

    @ParameterizedTest
    @EnumSource(TokenAlgorithm.class)
    @EnabledOnOs(value = OS.LINUX, architectures = {"amd64", "aarch64"})
    void nativeCodeVerifiesWhereItIsThere(TokenAlgorithm algorithm) {
        assertThat(CHOSEN.of(algorithm)).isEqualTo(SignatureProvider.CORRETTO);
        assertThat(CHOSEN.cost(algorithm)).isLessThanOrEqualTo(SignatureProvider.JDK.cost(algorithm));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no.such.Provider", "java.lang.String", "java.security.Provider"})
    void whereItIsNotThereOrCannotBeLoadedTheJdkVerifies(String type) {
        assertVerifiedByTheJdk(SignatureProviders.choose(NativeProvider.load(type)));
    }

    @Test
    @DisplayName("A1 a provider that lets a spoiled signature through verifies nothing, nor does one that lets none through")
    void a1_aLyingProvider() {
        assertVerifiedByTheJdk(SignatureProviders.choose(Optional.of(new LyingProvider(() -> true))));
        assertVerifiedByTheJdk(SignatureProviders.choose(Optional.of(new LyingProvider(() -> false))));
    }

    @Test
    void aProviderThatThrowsVerifiesNothingAndHasNoSay() {
        List<LyingProvider> throwing = List.of(new LyingProvider(() -> {
            throw new SignatureException("checked");
        }), new LyingProvider(() -> {
            throw new IllegalStateException("unchecked");
        }));
        assertThat(throwing).allSatisfy(provider -> {
            assertVerifiedByTheJdk(SignatureProviders.choose(Optional.of(provider)));
            assertThat(SignatureCheck.by(SignatureProvider.CORRETTO, provider).holds(RSA.admitted(), TEXT,
                    RSA.sign(TEXT))).isFalse();
        });
    }

    private static void assertVerifiedByTheJdk(SignatureProviders providers) {
        assertThat(TokenAlgorithm.values()).allMatch(algorithm -> providers.of(algorithm) == SignatureProvider.JDK);
        assertThat(providers).hasToString("RS256 JDK, ES256 JDK, EdDSA JDK");
    }

    @ParameterizedTest
    @MethodSource("keys")
    @DisplayName("A1 a key verifies with whatever provider it is asked for with")
    void a1_manyProviders(TestKey key) {
        AdmittedKey admitted = key.admitted();
        for (int i = 0; i < 2; i++) {
            assertThat(CHOSEN.check(key.algorithm()).holds(admitted, TEXT, key.sign(TEXT))).isTrue();
            assertThat(SignatureCheck.by(SignatureProvider.CORRETTO, new LyingProvider(() -> true)).holds(admitted,
                    TEXT, key.sign(TEXT))).isTrue();
            assertThat(SignatureCheck.JDK.holds(admitted, TEXT, key.sign(TEXT))).isTrue();
        }
        assertThat(admitted).isEqualTo(key.admitted());
    }

    @ParameterizedTest
    @MethodSource("keys")
    @DisplayName("A1 of what is spoiled at random, native code says what the JDK says")
    void a1_spoiledAtRandom(TestKey key) {
        Random random = new Random(20260701);
        byte[] good = key.sign(TEXT);
        for (int i = 0; i < 100; i++) {
            byte[] spoiled = Arrays.copyOf(good, good.length + (i % 10 == 0 ? random.nextInt(7) - 3 : 0));
            byte[] text = TEXT.clone();
            byte[] target = i % 5 == 0 ? text : spoiled;
            target[random.nextInt(target.length)] ^= (byte) (1 << random.nextInt(8));
            assertSameAnswer(key, text, spoiled);
        }
        assertSameAnswer(key, TEXT, good);
    }

    static Stream<TestKey> keys() {
        return Stream.of(RSA, EC, ED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA512withRSA", "SHA1withRSA", "SHA224withRSA", "NONEwithRSA"})
    @DisplayName("A1 RS256 has one padding and one hash, whoever verifies")
    void a1_otherHashes(String algorithm) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(RSA.pair().getPrivate());
        signature.update(TEXT);
        assertThat(assertSameAnswer(RSA, TEXT, signature.sign())).isFalse();
    }

    private static boolean assertSameAnswer(TestKey key, byte[] text, byte[] signature) {
        boolean answer = SignatureCheck.JDK.holds(key.admitted(), text, signature);
        assertThat(CHOSEN.check(key.algorithm()).holds(key.admitted(), text, signature)).isEqualTo(answer);
        return answer;
    }

    @Test
    @DisplayName("F4 no provider costs more than the least budget, or nothing")
    void f4_costs() {
        for (SignatureProvider provider : SignatureProvider.values()) {
            assertThat(TokenAlgorithm.values()).extracting(provider::cost)
                    .allMatch(cost -> cost >= 1 && cost <= SignatureProvider.HIGHEST_COST);
        }
    }
}
