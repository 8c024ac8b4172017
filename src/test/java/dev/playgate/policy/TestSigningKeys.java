package dev.playgate.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.playgate.token.KeyMaterialException;
import dev.playgate.token.SigningKeyFile;
import dev.playgate.token.SigningKeys;
import dev.playgate.token.TokenAlgorithm;

/**
 * Keys as a process makes them for itself, kept until the next {@code clean}: making them takes longer than most tests, and
 * Pitest starts a process for each class.
 */
final class TestSigningKeys {

    /** Of the platform; RS256. */
    static final SigningKeys PLATFORM = kept("platform", TokenAlgorithm.RS256);
    /** What the platform rotates to. */
    static final SigningKeys NEXT = kept("next", TokenAlgorithm.RS256);
    /** In force nowhere. */
    static final SigningKeys STRANGERS = kept("strangers", TokenAlgorithm.RS256);
    /** The own key of {@link SampleCatalog#DEMO}; EdDSA. */
    static final SigningKeys DEMOS = kept("demos", TokenAlgorithm.EDDSA);
    /** The own key of {@link SampleCatalog#RIVAL}. */
    static final SigningKeys RIVALS = kept("rivals", TokenAlgorithm.EDDSA);

    private TestSigningKeys() {
    }

    private static SigningKeys kept(String name, TokenAlgorithm algorithm) {
        try {
            Path file = Path.of("target", "policy-keys", name + ".jwks");
            SigningKeyFile.generateIfMissing(file);
            return SigningKeys.parse(Files.readString(file), algorithm);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (KeyMaterialException e) {
            throw new AssertionError(e);
        }
    }
}
