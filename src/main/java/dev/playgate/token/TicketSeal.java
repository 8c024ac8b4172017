package dev.playgate.token;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

import javax.crypto.Mac;

/**
 * Writes session tickets as text that nobody can change, and opens them again: a version, the id of the secret, the
 * ticket, and an HMAC-SHA256 of it all, cut to 16 bytes, in base64url. No two texts are the same ticket.
 */
public final class TicketSeal {

    /**
     * A longer text is no ticket. A ticket holds no name that its token does not hold in more characters, so that every
     * token has one that fits.
     */
    public static final int MAX_CHARACTERS = CompactToken.MAX_CHARACTERS;

    /** Before it, tickets did not say what a revocation may name: they are none, and their sessions are entered again. */
    private static final byte VERSION = 2;
    private static final int MAX_BYTES = MAX_CHARACTERS / 4 * 3;
    private static final int MAC_BYTES = 16;
    /** Version, length of the id, an id. */
    private static final int MIN_HEAD_BYTES = 3;

    private final Supplier<TicketSecrets> secrets;

    /** Seals and opens with the secrets that are in force at each call. */
    public TicketSeal(Supplier<TicketSecrets> secrets) {
        this.secrets = secrets;
    }

    /** Throws {@link IllegalArgumentException} for a ticket that is too long, which no token leads to. */
    public String seal(Ticket ticket) {
        TicketSecrets inForce = secrets.get();
        ByteBuffer out = ByteBuffer.allocate(MAX_BYTES);
        byte[] id = inForce.sealingId().getBytes(StandardCharsets.US_ASCII);
        try {
            out.put(VERSION).put((byte) id.length).put(id);
            TicketBytes.write(ticket, out);
            Mac mac = inForce.mac(inForce.sealingId()).orElseThrow();
            out.put(authentication(mac, out.array(), out.position()));
        } catch (BufferOverflowException e) {
            throw new IllegalArgumentException("a ticket is longer than " + MAX_CHARACTERS + " characters", e);
        }
        return Base64Url.encode(Arrays.copyOf(out.array(), out.position()));
    }

    /** The ticket, if it was sealed under a secret in force. Never throws, whatever the text is. */
    public Optional<Ticket> open(String text) {
        if (text.length() > MAX_CHARACTERS) {
            return Optional.empty();
        }
        return Base64Url.decode(text).flatMap(this::open);
    }

    private Optional<Ticket> open(byte[] bytes) {
        int authenticated = bytes.length - MAC_BYTES;
        if (authenticated < MIN_HEAD_BYTES || bytes[0] != VERSION) {
            return Optional.empty();
        }
        int start = 2 + Byte.toUnsignedInt(bytes[1]);
        if (start > authenticated) {
            return Optional.empty();
        }
        String id = new String(bytes, 2, start - 2, StandardCharsets.ISO_8859_1);
        return secrets.get().mac(id)
                .filter(mac -> MessageDigest.isEqual(authentication(mac, bytes, authenticated),
                        Arrays.copyOfRange(bytes, authenticated, bytes.length)))
                .flatMap(mac -> TicketBytes.read(ByteBuffer.wrap(bytes, start, authenticated - start)));
    }

    private static byte[] authentication(Mac mac, byte[] bytes, int length) {
        mac.update(bytes, 0, length);
        return Arrays.copyOf(mac.doFinal(), MAC_BYTES);
    }
}
