package dev.playgate.token;

import java.math.BigInteger;

/** Unsigned numbers as EdDSA writes them (RFC 8032 section 5.1.2). */
final class LittleEndian {

    private LittleEndian() {
    }

    static BigInteger decode(byte[] bytes) {
        return new BigInteger(1, reversed(bytes, bytes.length));
    }

    static byte[] encode(BigInteger number, int length) {
        return reversed(number.toByteArray(), length);
    }

    /** As many bytes as asked for, from the last; zeros where there are no more. */
    private static byte[] reversed(byte[] bytes, int length) {
        byte[] reversed = new byte[length];
        for (int i = 0; i < Math.min(length, bytes.length); i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }
}
