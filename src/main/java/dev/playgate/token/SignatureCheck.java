package dev.playgate.token;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.Optional;

/** Whether a signature in the form of JOSE holds (RFC 7518 sections 3.3 and 3.4, RFC 8037 section 3.1). */
final class SignatureCheck {

    /** By what the JDK brings. */
    static final SignatureCheck JDK = new SignatureCheck(SignatureProvider.JDK, Optional.empty());

    private static final int COORDINATE_BYTES = 32;

    private final SignatureProvider kind;
    private final Optional<Provider> provider;

    private SignatureCheck(SignatureProvider kind, Optional<Provider> provider) {
        this.kind = kind;
        this.provider = provider;
    }

    static SignatureCheck by(SignatureProvider kind, Provider provider) {
        return new SignatureCheck(kind, Optional.of(provider));
    }

    SignatureProvider kind() {
        return kind;
    }

    boolean holds(AdmittedKey key, byte[] signed, byte[] signature) {
        if (key.publicKey() instanceof ECPublicKey ec && !isInRange(signature, ec.getParams().getOrder())) {
            return false;
        }
        try {
            // One for each verification: another costs half a microsecond, and one that threw is in no known state.
            Signature verifier = newSignature(key.algorithm());
            verifier.initVerify(publicKey(key));
            verifier.update(signed);
            return verifier.verify(signature);
        } catch (GeneralSecurityException | RuntimeException e) {
            // Native code tells of its own failures unchecked. What could not be verified does not hold.
            return false;
        }
    }

    private Signature newSignature(TokenAlgorithm algorithm) throws GeneralSecurityException {
        return provider.isPresent()
                ? Signature.getInstance(algorithm.jcaName(), provider.get())
                : Signature.getInstance(algorithm.jcaName());
    }

    private PublicKey publicKey(AdmittedKey key) {
        return provider.map(key::publicKeyOf).orElseGet(key::publicKey);
    }

    /** Zero, for one, once verified anything in a JDK (CVE-2022-21449). */
    static boolean isInRange(byte[] signature, BigInteger order) {
        return signature.length == 2 * COORDINATE_BYTES
                && isInRange(new BigInteger(1, Arrays.copyOf(signature, COORDINATE_BYTES)), order)
                && isInRange(new BigInteger(1, Arrays.copyOfRange(signature, COORDINATE_BYTES, signature.length)),
                        order);
    }

    private static boolean isInRange(BigInteger number, BigInteger order) {
        return number.signum() > 0 && number.compareTo(order) < 0;
    }
}
