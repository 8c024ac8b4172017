package dev.playgate.token;

import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * What the claims of many tokens have in common, as one object for all of them: the organisation, what is opened, and the tag.
 * Tokens are kept by the hundred thousand, and it is a third of each. Safe for use by many threads.
 */
final class RecurringParts {

    /** Bytes of one stream or address of the claims, about. */
    static final int ELEMENT_BYTES = 80;

    private static final int ORGANISATION_BYTES = 56;
    private static final int LABEL_BYTES = 56;
    /** Of what is known, in elements, so that a long list of streams counts as such. */
    private static final int MAXIMUM = 20_000;

    private final Cache<Object, Object> known = Caffeine.newBuilder().maximumWeight(MAXIMUM)
            .weigher((Object part, Object _) -> part instanceof Scope scope ? 1 + elements(scope) : 1)
            .executor(Runnable::run).build();

    /**
     * Claims, and what they take.
     *
     * @param bytes of what they share with no earlier ones, about
     */
    record Shared(PlaybackClaims claims, int bytes) {}

    Shared share(PlaybackClaims claims) {
        Sharing sharing = new Sharing();
        PlaybackClaims shared = new PlaybackClaims(claims.issuer(),
                sharing.of(claims.organisation(), ORGANISATION_BYTES), claims.jti(), claims.issuedAt(),
                claims.notBefore(), claims.expiresAt(),
                sharing.of(claims.scope(), ELEMENT_BYTES * elements(claims.scope())), claims.domain(),
                claims.domainOptional(), claims.addresses(), claims.user(),
                sharing.of(claims.tag(), bytes(claims.tag())),
                claims.revocable(), claims.forceDisconnect(), claims.sessions());
        int own = ELEMENT_BYTES * claims.addresses().size() + bytes(claims.user())
                + Character.BYTES * claims.jti().length();
        return new Shared(shared, own + sharing.bytes);
    }

    private static int elements(Scope scope) {
        return scope instanceof Scope.Streams streams ? streams.names().size() : 1;
    }

    private static int bytes(Optional<String> label) {
        return label.map(text -> LABEL_BYTES + Character.BYTES * text.length()).orElse(0);
    }

    private final class Sharing {

        private int bytes;

        @SuppressWarnings("unchecked") // what is equal to a part is of its type
        <T> T of(T part, int size) {
            Object earlier = known.getIfPresent(part);
            if (earlier != null) {
                return (T) earlier;
            }
            known.put(part, part);
            bytes += size;
            return part;
        }
    }
}
