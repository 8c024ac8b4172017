package dev.playgate.token;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;

/** A private key that issues, with its public half. Only {@link SigningKeys} makes one. */
public final class SigningKey {

    private static final byte[] TRIAL = {1, 2, 3};

    private final PrivateKey privateKey;
    private final AdmittedKey publicHalf;

    SigningKey(PrivateKey privateKey, AdmittedKey publicHalf) {
        this.privateKey = privateKey;
        this.publicHalf = publicHalf;
    }

    public AdmittedKey publicHalf() {
        return publicHalf;
    }

    byte[] sign(byte[] text) {
        try {
            return signature(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign with " + publicHalf, e);
        }
    }

    /** Whether what the one half signs verifies under the other. */
    boolean isPair() {
        try {
            return SignatureCheck.JDK.holds(publicHalf, TRIAL, signature(TRIAL));
        } catch (GeneralSecurityException | ArithmeticException e) {
            // The JDK computes with the factors of an RSA key before it looks at them.
            return false;
        }
    }

    private byte[] signature(byte[] text) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(publicHalf.algorithm().jcaName());
        signature.initSign(privateKey);
        signature.update(text);
        return signature.sign();
    }

    @Override
    public String toString() {
        return "SigningKey[" + publicHalf.kid() + "]";
    }
}
