package dev.playgate.token;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A token or ticket as the key of a cache: SHA-256 of the whole text, of which no two are known to have one (security F1).
 * Takes a fifteenth of the text's memory, shows nothing of it (security G1), and nobody can choose texts that collide in a
 * table, but by the 32 bits of the hash. Costs about half a microsecond for a token.
 */
record TextDigest(long first, long second, long third, long fourth) {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    static TextDigest of(String text) {
        byte[] digest = sha256(text.getBytes(StandardCharsets.UTF_8));
        return new TextDigest((long) LONGS.get(digest, 0), (long) LONGS.get(digest, 8), (long) LONGS.get(digest, 16),
                (long) LONGS.get(digest, 24));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each platform of Java has SHA-256", e);
        }
    }

    /** Any part of a digest is as good as random. */
    @Override
    public int hashCode() {
        return (int) first;
    }
}
