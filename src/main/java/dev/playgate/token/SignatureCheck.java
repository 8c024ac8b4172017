package dev.playgate.token;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;

/** Whether a signature in the form of JOSE holds (RFC 7518 sections 3.3 and 3.4, RFC 8037 section 3.1). */
final class SignatureCheck {

    private static final int COORDINATE_BYTES = 32;

    private SignatureCheck() {
    }

    static boolean holds(AdmittedKey key, byte[] signed, byte[] signature) {
        if (key.publicKey() instanceof ECPublicKey ec && !isInRange(signature, ec.getParams().getOrder())) {
            return false;
        }
        try {
            Signature verifier = Signature.getInstance(key.algorithm().jcaName());
            verifier.initVerify(key.publicKey());
            verifier.update(signed);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
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
