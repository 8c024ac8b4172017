package dev.playgate.token;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import javax.crypto.Mac;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

/**
 * Writes session tickets as text that nobody can change, and opens them again: a version, the id of the secret, the
 * ticket, and an HMAC-SHA256 of it all, cut to 16 bytes, in base64url. No two texts are the same ticket.
 *
 * <p>Keeps what it has opened and sealed, since a session asks with one ticket many times. Only what is genuine is kept,
 * so that nothing forged pushes it out (security F3), and only for as long as the secrets stay what they were.
 */
public final class TicketSeal {

    /** What is kept may take about this, in bytes, unless told otherwise. */
    public static final long DEFAULT_MAX_BYTES = 16 << 20;

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

    private static final int ENTRY_BYTES = 1024;
    private static final int STREAM_BYTES = 80;
    /** By who uses the seal: it is less than waking another thread for it. */
    private static final Executor UPKEEP = Runnable::run;

    private final Supplier<TicketSecrets> secrets;
    private final Cache<TextDigest, Kept<Optional<Ticket>>> opened;
    private final Cache<Ticket, Kept<String>> sealed;

    /** @param under all the secrets in force when it was made: another object as soon as one of them is another */
    private record Kept<T>(T value, TicketSecrets under) {}

    /** Seals and opens with the secrets that are in force at each call. */
    public TicketSeal(Supplier<TicketSecrets> secrets) {
        this(secrets, DEFAULT_MAX_BYTES);
    }

    /** @param maxBytes what is kept may take, estimated */
    public TicketSeal(Supplier<TicketSecrets> secrets, long maxBytes) {
        this.secrets = secrets;
        this.opened = Caffeine.newBuilder().maximumWeight(maxBytes / 2)
                .weigher((TextDigest _, Kept<Optional<Ticket>> kept) -> weight(kept.value().orElseThrow()))
                .executor(UPKEEP).build();
        this.sealed = Caffeine.newBuilder().maximumWeight(maxBytes / 2)
                .weigher((Ticket ticket, Kept<String> kept) -> weight(ticket) + kept.value().length())
                .executor(UPKEEP).build();
    }

    private static int weight(Ticket ticket) {
        return ENTRY_BYTES + STREAM_BYTES * ticket.streams().size();
    }

    /** Throws {@link IllegalArgumentException} for a ticket that is too long, which no token leads to. */
    public String seal(Ticket ticket) {
        TicketSecrets inForce = secrets.get();
        @Nullable
        Kept<String> kept = sealed.getIfPresent(ticket);
        if (kept != null && kept.under() == inForce) {
            return kept.value();
        }
        String text = seal(ticket, inForce);
        sealed.put(ticket, new Kept<>(text, inForce));
        return text;
    }

    private static String seal(Ticket ticket, TicketSecrets inForce) {
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
        TicketSecrets inForce = secrets.get();
        TextDigest key = TextDigest.of(text);
        @Nullable
        Kept<Optional<Ticket>> kept = opened.getIfPresent(key);
        if (kept != null && kept.under() == inForce) {
            return kept.value();
        }
        Optional<Ticket> ticket = Base64Url.decode(text).flatMap(bytes -> open(bytes, inForce));
        if (ticket.isPresent()) {
            opened.put(key, new Kept<>(ticket, inForce));
        }
        return ticket;
    }

    private static Optional<Ticket> open(byte[] bytes, TicketSecrets inForce) {
        int authenticated = bytes.length - MAC_BYTES;
        if (authenticated < MIN_HEAD_BYTES || bytes[0] != VERSION) {
            return Optional.empty();
        }
        int start = 2 + Byte.toUnsignedInt(bytes[1]);
        if (start > authenticated) {
            return Optional.empty();
        }
        String id = new String(bytes, 2, start - 2, StandardCharsets.ISO_8859_1);
        return inForce.mac(id)
                .filter(mac -> MessageDigest.isEqual(authentication(mac, bytes, authenticated),
                        Arrays.copyOfRange(bytes, authenticated, bytes.length)))
                .flatMap(mac -> TicketBytes.read(ByteBuffer.wrap(bytes, start, authenticated - start)));
    }

    private static byte[] authentication(Mac mac, byte[] bytes, int length) {
        mac.update(bytes, 0, length);
        return Arrays.copyOf(mac.doFinal(), MAC_BYTES);
    }
}
