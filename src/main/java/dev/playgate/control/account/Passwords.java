package dev.playgate.control.account;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

import dev.playgate.control.api.RefusedCallException;

/**
 * Passwords hashed by argon2id, with the parameters that OWASP's Password Storage Cheat Sheet has first (security G3).
 * Each takes 19 MiB and tens of milliseconds of a core, so that two are hashed at a time.
 */
public final class Passwords {

    /** Completes "must be ...". */
    static final String EXPECTED = "a string of 12 to 256 characters";

    private static final int SHORTEST = 12;
    private static final int LONGEST = 256;

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int KIBIBYTES = 19 * 1024;
    private static final int ITERATIONS = 2;

    private static final int RANDOM_BYTES = 16;
    private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();

    private static final int AT_A_TIME = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Argon2PasswordEncoder encoder = new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, KIBIBYTES,
            ITERATIONS);
    private final SecureRandom random = new SecureRandom();
    private final Semaphore room = new Semaphore(AT_A_TIME, true);
    /** Like that of a password, which nobody knows. Not computed: that would take the time in which a process starts. */
    final String nobodys = "$argon2id$v=19$m=" + KIBIBYTES + ",t=" + ITERATIONS + ",p=" + LANES + "$"
            + BASE64.encodeToString(noise(SALT_BYTES)) + "$" + BASE64.encodeToString(noise(HASH_BYTES));

    /** One that may be had; empty for one that is too short or too long, or is no text. */
    static Optional<String> admit(String password) {
        boolean fits = password.length() >= SHORTEST && password.length() <= LONGEST;
        return fits ? presented(password) : Optional.empty();
    }

    /** One that may be tried. */
    static Optional<String> presented(String password) {
        boolean fits = password.length() <= LONGEST && StandardCharsets.UTF_8.newEncoder().canEncode(password);
        return fits ? Optional.of(password) : Optional.empty();
    }

    /** 128 random bits, in hexadecimal. */
    public String random() {
        return HexFormat.of().formatHex(noise(RANDOM_BYTES));
    }

    private byte[] noise(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** What is stored. Refused as unavailable when too many wait. */
    String hash(String password) throws RefusedCallException {
        return inTurn(() -> encoder.encode(password));
    }

    /**
     * Whether this is the password. Takes as long for somebody who is not there. Refused as unavailable when too many
     * wait.
     *
     * @param hash empty: of nobody
     */
    boolean matches(String password, Optional<String> hash) throws RefusedCallException {
        return inTurn(() -> encoder.matches(password, hash.orElse(nobodys))) && hash.isPresent();
    }

    private <T> T inTurn(Supplier<T> work) throws RefusedCallException {
        try {
            if (!room.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw RefusedCallException.unavailable(PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RefusedCallException.unavailable(PATIENCE);
        }
        try {
            return work.get();
        } finally {
            room.release();
        }
    }
}
