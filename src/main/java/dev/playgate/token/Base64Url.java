package dev.playgate.token;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** Unpadded base64url with exactly one spelling for each value (security A5); the decoder of the JDK is lenient. */
final class Base64Url {

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private Base64Url() {
    }

    static String encode(byte[] bytes) {
        return ENCODER.encodeToString(bytes);
    }

    /** Empty for what {@link #encode} never writes. */
    static Optional<byte[]> decode(String text) {
        byte[] bytes;
        try {
            bytes = DECODER.decode(text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return isCanonical(text, bytes) ? Optional.of(bytes) : Optional.empty();
    }

    /**
     * The decoder reads groups of four characters in one way only; what it forgives is padding, and bits that are left over
     * in the last group.
     */
    private static boolean isCanonical(String text, byte[] bytes) {
        int whole = bytes.length / 3;
        return text.substring(whole * 4).equals(encode(Arrays.copyOfRange(bytes, whole * 3, bytes.length)));
    }
}
