package dev.playgate.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.playgate.token.KeyMaterialException;
import dev.playgate.token.SigningKeyFile;
import dev.playgate.token.SigningKeys;
import dev.playgate.token.TokenAlgorithm;

/** Keys as a process makes them for itself. */
final class TestSigningKeys {

    /** Of the platform; RS256. */
    static final SigningKeys PLATFORM = generate(TokenAlgorithm.RS256);
    /** What the platform rotates to. */
    static final SigningKeys NEXT = generate(TokenAlgorithm.RS256);
    /** In force nowhere. */
    static final SigningKeys STRANGERS = generate(TokenAlgorithm.RS256);
    /** The own key of {@link SampleCatalog#DEMO}; EdDSA. */
    static final SigningKeys DEMOS = generate(TokenAlgorithm.EDDSA);
    /** The own key of {@link SampleCatalog#RIVAL}. */
    static final SigningKeys RIVALS = generate(TokenAlgorithm.EDDSA);

    private TestSigningKeys() {
    }

    private static SigningKeys generate(TokenAlgorithm algorithm) {
        try {
            Path directory = Files.createTempDirectory("keys");
            Path file = directory.resolve("signing.jwks");
            SigningKeyFile.generateIfMissing(file);
            String json = Files.readString(file);
            Files.delete(file);
            Files.delete(directory);
            return SigningKeys.parse(json, algorithm);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (KeyMaterialException e) {
            throw new AssertionError(e);
        }
    }
}
